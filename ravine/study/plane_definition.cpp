// plane = "principal", ["x3", "x7"] or { x = [...], y = [...] } -> PlaneChoice.
#include "ravine/base/number_text.hpp"
#include "ravine/study/definition_parts.hpp"
#include "ravine/study/value_reading.hpp"

namespace ravine::study {
namespace {

std::string_view wanted() { return rule(&RawProblem::plane); }

std::string coordinate_text(const Entry& entry, const Value& value) {
  if (value.kind == Value::Kind::text) return read_line(entry.key, value, wanted());
  if (value.is_number()) return shortest(value.number);
  refuse(entry.key, value, wanted());
}

PlaneChoice read_directions(const Entry& entry, std::size_t dimension) {
  const auto raw = read_fields<RawPlane>(entry.value.table, plane_rows, "`plane`");
  if (raw.x == nullptr || raw.y == nullptr) {
    fail(entry.value.location, std::string("`plane` has no `") + (raw.x == nullptr ? "x" : "y") + "`",
         "write plane = { x = [1, 0, 0], y = [0, 1, 1] }");
  }
  auto x = read_numbers("x", raw.x->value, rule(&RawPlane::x));
  auto y = read_numbers("y", raw.y->value, rule(&RawPlane::y));
  return directions_plane(std::move(x), std::move(y), dimension);
}

}  // namespace

PlaneChoice read_plane(const Entry& entry, const std::vector<std::string>& coordinates) {
  const auto& value = entry.value;
  if (coordinates.size() < 3) {
    fail(entry.key_location, "a `plane` is chosen of a function of three coordinates or more, this one has " +
                                 std::to_string(coordinates.size()));
  }
  return read_at(value, [&]() -> PlaneChoice {
    if (value.kind == Value::Kind::text && value.text == "principal") return {};
    if (value.kind == Value::Kind::table) return read_directions(entry, coordinates.size());
    if (value.kind != Value::Kind::list || value.list.size() != 2) refuse(entry.key, value, wanted());
    return coordinates_plane(coordinate_text(entry, value.list[0]), coordinate_text(entry, value.list[1]), coordinates,
                             coordinates.size());
  });
}

}  // namespace ravine::study
