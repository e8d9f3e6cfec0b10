# To be sourced. Runs the parts of a long job one after the other, goes on after a part that failed, and sums up:
#   part "what it is" COMMAND...     prints a heading, runs it, prints how long it took
#   parts_summary                    prints a line a part; false when one failed
part_lines=()
parts_failed=0

part() {
  local title=$1 start=$SECONDS result=ok
  shift
  printf '\n==> %s\n' "$title"
  "$@" || { result=FAILED; parts_failed=$((parts_failed + 1)); }
  part_lines+=("$(printf '%-6s %4d s  %s' "$result" $((SECONDS - start)) "$title")")
  printf -- '--- %s\n' "${part_lines[-1]}"
  [ "$result" = ok ]
}

parts_summary() {
  printf '\n'
  printf '%s\n' "${part_lines[@]}"
  printf '%-6s %4d s  in all\n' '' "$SECONDS"
  [ "$parts_failed" -eq 0 ]
}
