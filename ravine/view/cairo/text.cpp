#include "ravine/view/cairo/text.hpp"

#include <fontconfig/fontconfig.h>
#include <pango/pangofc-fontmap.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <string>
#include <unordered_map>

namespace ravine::view {
namespace {

template <auto release>
struct Releaser {
  template <class T>
  void operator()(T* p) const {
    release(p);
  }
};
using FontMap = std::unique_ptr<PangoFontMap, Releaser<g_object_unref>>;
using Context = std::unique_ptr<PangoContext, Releaser<g_object_unref>>;
using LaidText = std::unique_ptr<PangoLayout, Releaser<g_object_unref>>;
using Description = std::unique_ptr<PangoFontDescription, Releaser<pango_font_description_free>>;
using FontOptions = std::unique_ptr<cairo_font_options_t, Releaser<cairo_font_options_destroy>>;

// The four faces that figures use and nothing else, so that no user's setting and no other installed font changes a
// picture, and no time goes into choosing among hundreds. Made once, then only read.
FcConfig* figure_fonts() {
  static FcConfig* const config = [] {
    static constexpr char text[] = R"(<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
      <dir>/usr/share/fonts/truetype/dejavu</dir><cachedir>/var/cache/fontconfig</cachedir>
      <selectfont><rejectfont><glob>*</glob></rejectfont><acceptfont><glob>*/DejaVuSans.ttf</glob>
      <glob>*/DejaVuSans-Bold.ttf</glob><glob>*/DejaVuSansMono.ttf</glob><glob>*/DejaVuSansMono-Bold.ttf</glob>
      </acceptfont></selectfont></fontconfig>)";
    FcConfig* made = FcConfigCreate();
    if (!made) return made;
    FcConfigParseAndLoadFromMemory(made, reinterpret_cast<const FcChar8*>(text), FcFalse);
    FcConfigBuildFonts(made);
    const FcFontSet* fonts = FcConfigGetFonts(made, FcSetSystem);
    if (fonts && fonts->nfont > 0) return made;
    FcConfigDestroy(made);  // another system's folders: what fontconfig finds there has to do
    made = nullptr;
    return made;
  }();
  return config;
}

// Text has these options whatever the desktop says: grey edges, no hinting to the pixel grid of a screen.
FontOptions font_options() {
  FontOptions options(cairo_font_options_create());
  cairo_font_options_set_antialias(options.get(), CAIRO_ANTIALIAS_GRAY);
  cairo_font_options_set_hint_style(options.get(), CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options.get(), CAIRO_HINT_METRICS_OFF);
  return options;
}

struct Line {
  LaidText layout;
  double width = 0;   // advance
  double ascent = 0;  // from the layout's top to its baseline
  Rectangle ink;      // around the start of the baseline
};

// Shapes text with one set of fonts; belongs to one thread.
class Shaper {
 public:
  explicit Shaper(FcConfig* config) : map_(pango_cairo_font_map_new()) {
    if (config) pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(map_.get()), config);
    context_.reset(pango_font_map_create_context(map_.get()));
    pango_cairo_context_set_font_options(context_.get(), font_options().get());
    pango_cairo_context_set_resolution(context_.get(), 72);
    pango_context_set_language(context_.get(), pango_language_from_string("en"));
    pango_context_set_base_dir(context_.get(), PANGO_DIRECTION_LTR);
  }

  LaidText shape(const Text& text) const {
    Description font(pango_font_description_new());
    pango_font_description_set_family_static(font.get(), text.monospace ? "DejaVu Sans Mono" : "DejaVu Sans");
    pango_font_description_set_weight(font.get(), text.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_font_description_set_style(font.get(), text.italic ? PANGO_STYLE_OBLIQUE : PANGO_STYLE_NORMAL);
    pango_font_description_set_absolute_size(font.get(), text.size * PANGO_SCALE);
    LaidText layout(pango_layout_new(context_.get()));
    pango_layout_set_font_description(layout.get(), font.get());
    pango_layout_set_single_paragraph_mode(layout.get(), TRUE);
    pango_layout_set_auto_dir(layout.get(), FALSE);
    // Pango complains of bytes that are no UTF-8 on standard error; they become U+FFFD here.
    const auto valid = std::unique_ptr<char, Releaser<g_free>>(
        g_utf8_make_valid(text.text.data(), static_cast<gssize>(text.text.size())));
    pango_layout_set_text(layout.get(), valid.get(), -1);
    return layout;
  }

 private:
  FontMap map_;
  Context context_;
};

// A thread's shaped lines. Labels and ticks come again in every frame and figure; shaping once costs most of a text.
class Lines {
 public:
  const Line& find(const Text& text) {
    std::string key = text.text;
    key += {'\0', text.bold ? 'b' : '-', text.italic ? 'i' : '-', text.monospace ? 'm' : '-'};
    key += std::to_string(std::lround(text.size * PANGO_SCALE));
    const auto found = lines_.find(key);
    if (found != lines_.end()) return found->second;
    if (lines_.size() >= most_lines) lines_.clear();
    return lines_.emplace(std::move(key), make(text)).first->second;
  }

 private:
  static constexpr std::size_t most_lines = 2000;

  Line make(const Text& text) {
    Line line;
    line.layout = shaper_.shape(text);
    // Letters that DejaVu lacks (Chinese, say) come from whatever the system has, the whole line with them.
    if (figure_fonts() && pango_layout_get_unknown_glyphs_count(line.layout.get()) > 0) {
      if (!system_shaper_) system_shaper_ = std::make_unique<Shaper>(nullptr);
      line.layout = system_shaper_->shape(text);
    }
    PangoRectangle ink, logical;
    pango_layout_get_extents(line.layout.get(), &ink, &logical);
    constexpr double unit = 1.0 / PANGO_SCALE;
    line.width = logical.width * unit;
    line.ascent = pango_layout_get_baseline(line.layout.get()) * unit;
    line.ink = {ink.x * unit, ink.y * unit - line.ascent, ink.width * unit, ink.height * unit};
    return line;
  }

  Shaper shaper_{figure_fonts()};
  std::unique_ptr<Shaper> system_shaper_;
  std::unordered_map<std::string, Line> lines_;
};

const Line& line_of(const Text& text) {
  thread_local Lines lines;
  return lines.find(text);
}

double anchor_offset(const Line& line, Anchor anchor) {
  return anchor == Anchor::start ? 0 : anchor == Anchor::middle ? -line.width / 2 : -line.width;
}

}  // namespace

void draw_text(cairo_t* cairo, const Text& text) {
  if (text.text.empty()) return;
  const Line& line = line_of(text);
  cairo_save(cairo);
  cairo_translate(cairo, text.position.x, text.position.y);
  if (text.angle != 0) cairo_rotate(cairo, text.angle);
  cairo_move_to(cairo, anchor_offset(line, text.anchor), -line.ascent);
  if (text.halo.width > 0) {
    pango_cairo_layout_path(cairo, line.layout.get());
    const Color& c = text.halo.color;
    cairo_set_source_rgba(cairo, c.red, c.green, c.blue, c.alpha);
    cairo_set_line_width(cairo, text.halo.width);
    cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
    cairo_set_dash(cairo, nullptr, 0, 0);
    cairo_stroke(cairo);
    cairo_move_to(cairo, anchor_offset(line, text.anchor), -line.ascent);
  }
  const Color& c = text.color;
  cairo_set_source_rgba(cairo, c.red, c.green, c.blue, c.alpha);
  pango_cairo_show_layout(cairo, line.layout.get());
  cairo_restore(cairo);
}

Rectangle text_extents(const Text& text) {
  if (text.text.empty()) return {};
  const Line& line = line_of(text);
  const double margin = std::max(1.0, text.halo.width / 2 + 1);  // glyphs are set on whole pixels
  return {line.ink.x + anchor_offset(line, text.anchor) - margin, line.ink.y - margin, line.ink.width + 2 * margin,
          line.ink.height + 2 * margin};
}

}  // namespace ravine::view
