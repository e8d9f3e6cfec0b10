#include "ravine/report/transport.hpp"

#include <array>

namespace ravine::report {
namespace {

struct Key {
  Literal keys, does;
};

constexpr std::array<Key, 8> keys{{
    {"<kbd>Space</kbd>", "play or pause"},
    {"<kbd>←</kbd> <kbd>→</kbd>", "one step back or forward"},
    {"<kbd>Shift</kbd> <kbd>←</kbd> <kbd>→</kbd>", "ten steps"},
    {"<kbd>Home</kbd> <kbd>End</kbd>", "to the start or the end"},
    {"<kbd>0</kbd> … <kbd>9</kbd>", "to so many tenths of the way"},
    {"<kbd>&lt;</kbd> <kbd>&gt;</kbd>", "slower, faster"},
    {"<kbd>Tab</kbd>",
     "to the runs of a legend: the read-out follows the one in focus, <kbd>Space</kbd> hides or shows it"},
    {"<kbd>?</kbd>", "this help"},
}};

// The drawings on buttons, on a grid of 20 x 20.
void write_button(Markup& page, Literal name, Literal label, Literal drawing) {
  page << "<button type=\"button\" class=\"" << name << "\" aria-label=\"" << label << "\" title=\"" << label
       << "\"><svg viewBox=\"0 0 20 20\" aria-hidden=\"true\">" << drawing << "</svg></button>";
}

}  // namespace

void write_transport(Markup& page, double last) {
  page << "<div class=\"transport\" role=\"group\" aria-label=\"Playback of all pictures\" hidden>\n";
  write_button(page, "back", "Step back", "<path d=\"M6 4v12M16 4.5v11L8 10z\"/>");
  write_button(
      page, "play", "Play",
      "<path class=\"start\" d=\"M5.5 3.5v13L17 10z\"/><path class=\"stop\" d=\"M6 4h2.5v12H6zM11.5 4H14v12h-2.5z\"/>");
  write_button(page, "forward", "Step forward", "<path d=\"M14 4v12M4 4.5v11L12 10z\"/>");
  page << "\n<input type=\"range\" min=\"0\" step=\"1\" max=\"";
  page.number(last) << "\" value=\"";
  page.number(last)
      << "\" aria-label=\"Gradient evaluations\">\n<p class=\"counter\"><span class=\"word\">step </span><output>";
  page.number(last) << "</output><span class=\"of\"> / ";
  page.number(last)
      << "</span></p>\n"
         "<select aria-label=\"Speed\" title=\"Speed\"><option value=\"0.25\">¼×</option>"
         "<option value=\"0.5\">½×</option><option value=\"1\" selected>1×</option>"
         "<option value=\"2\">2×</option><option value=\"4\">4×</option></select>\n"
         "<button type=\"button\" class=\"help\" aria-label=\"Keys\" title=\"Keys (?)\">?</button>\n</div>\n";
}

void write_help(Markup& page) {
  page << "<dialog aria-labelledby=\"keys\"><form method=\"dialog\"><h2 id=\"keys\">Keys</h2><dl>";
  for (const Key& key : keys) page << "<dt>" << key.keys << "</dt><dd>" << key.does << "</dd>";
  page << "</dl><p>A click on a curve goes to that step. A click on a column’s name sorts the table.</p>"
          "<button>Close</button></form></dialog>\n<p id=\"status\" role=\"status\"></p>\n";
}

}  // namespace ravine::report
