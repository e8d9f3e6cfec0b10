# To be sourced. Which sources a check reads that cannot read all of them each time: those that changed against
# origin/main, or, on main itself, that changed last.
#   changed     the changed files, the latest first
#   $sources    every C++ source
#   $commands   a folder whose compile_commands.json has each source compiled by itself, not several at once
sources=$(git ls-files --cached --others --exclude-standard 'ravine/*.cpp' 'test/*.cpp' 'example/*.cpp' 'fuzz/*.cpp')
commands=build/commands
cmake --preset release -B $commands -DRAVINE_UNITY=0 >/dev/null

changed() {
  local base
  git ls-files --others --modified --exclude-standard
  base=$(git merge-base HEAD origin/main 2>/dev/null || git merge-base HEAD main 2>/dev/null || true)
  if [ -n "$base" ] && [ "$base" != "$(git rev-parse HEAD)" ]; then
    git diff --name-only "$base" HEAD
  elif git rev-parse -q --verify HEAD >/dev/null; then
    git log --format= --name-only --max-count=200 HEAD
  fi | awk '!seen[$0]++'
}

# Of the files on the input those whose flags are known: what the release build compiles.
compiled() {
  while read -r file; do
    [ -f "$file" ] && grep -qF "/$file\"" $commands/compile_commands.json && printf '%s\n' "$file"
  done || true
}
