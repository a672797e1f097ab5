#!/usr/bin/env bash
# Builds everything and runs every test project, one after the other.
#
#   ./test.sh                    all tests
#   ./test.sh --filter EXPR      only the tests that match (as in "dotnet test --filter")
#   ./test.sh --soak             also the long ones (AXIS_SOAK=1)
#
# Installs the Debian packages that the tests use when it may (root, or sudo without a password).
# The last line is "N passed, N failed", with ", N skipped" when there are any.
# Exit status: 0 all passed; 1 something failed, crashed, or a project ran no test; 2 wrong use or missing tools.
set -euo pipefail

# One line per tool: the command the tests call, and the Debian package that has it. The engine for tokens has no command: openssl is asked for it.
readonly TOOLS=(
  "xmlsec1 xmlsec1"
  "openssl openssl"
  "softhsm2-util softhsm2"
  "pdfsig poppler-utils"
  "qpdf qpdf"
  "rabbitmq-server rabbitmq-server"
  "chromium chromium"
  "npm npm"
)

usage() {
  sed -n '2,10s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"
}

filter=""
hang=15m
while (($# > 0)); do
  case "$1" in
    --filter)
      [[ $# -ge 2 ]] || { echo "test.sh: --filter needs an expression" >&2; exit 2; }
      filter="$2"
      shift 2
      ;;
    --filter=*)
      filter="${1#--filter=}"
      shift
      ;;
    --soak)
      export AXIS_SOAK=1
      hang=180m
      shift
      ;;
    -h | --help)
      usage
      exit 0
      ;;
    *)
      echo "test.sh: unknown option '$1' (see --help)" >&2
      exit 2
      ;;
  esac
done

cd "$(dirname "${BASH_SOURCE[0]}")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en

command -v dotnet >/dev/null || { echo "test.sh: the .NET 10 SDK (dotnet) is not on the PATH" >&2; exit 2; }

missing_tools() {
  local line
  for line in "${TOOLS[@]}"; do
    command -v "${line%% *}" >/dev/null || echo "${line##* }"
  done
  openssl engine pkcs11 -t 2>/dev/null | grep -q "available" || echo "libengine-pkcs11-openssl"
}

install_tools() {
  local -a packages
  mapfile -t packages < <(missing_tools | sort -u)
  ((${#packages[@]} > 0)) || return 0
  local -a as_root=()
  if ((EUID != 0)); then
    sudo -n true 2>/dev/null && as_root=(sudo -n)
  fi
  if command -v apt-get >/dev/null && { ((EUID == 0)) || ((${#as_root[@]} > 0)); }; then
    echo "Installing: ${packages[*]}"
    { "${as_root[@]}" apt-get update -qq &&
      "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${packages[@]}"; } >/dev/null ||
      echo "test.sh: apt-get could not install ${packages[*]}" >&2
  fi
  mapfile -t packages < <(missing_tools | sort -u)
  ((${#packages[@]} > 0)) || return 0
  if [[ "${CI:-}" == "true" ]]; then
    echo "test.sh: missing in CI: ${packages[*]}" >&2
    exit 2
  fi
  echo "test.sh: missing: ${packages[*]}; tests that need them are skipped" >&2
}

install_tools

# What judges the pages of the console comes from npm, at the version that the lock file names. Without it those tests are skipped, in CI they fail.
if command -v npm >/dev/null; then
  (cd tests/Axis.Console.Tests && npm ci --no-audit --no-fund --silent) || echo "test.sh: npm could not install what tests/Axis.Console.Tests/package-lock.json names" >&2
fi

echo "Building"
dotnet build DocAxis.sln -c Release -v quiet -nologo -clp:NoSummary

results="$(mktemp -d)"
trap 'rm -rf "$results"' EXIT

# The count of one attribute in the summary of a trx file.
count() {
  local value
  value="$(grep -o -m 1 "<Counters [^>]*" "$2" | grep -o " $1=\"[0-9]*\"" | grep -o '[0-9]*')" || true
  echo "${value:-0}"
}

# What a log says of its tests, without what the nodes under test wrote to their own logs.
told() {
  grep -v '^ *{"Timestamp"' "$1" || true
}

# The names of the tests that failed, one per line, from the summary of a trx file.
names_of_failed() {
  grep -o '<UnitTestResult [^>]*outcome="Failed"[^>]*' "$1" | grep -o ' testName="[^"]*"' | cut -d '"' -f 2 || true
}

passed=0 failed=0 skipped=0 broken=0 red="" red_logs=()
for project in tests/*.Tests/*.csproj; do
  name="$(basename "$project" .csproj)"
  trx="$results/$name.trx"
  log="$results/$name.log"
  arguments=(test "$project" --no-build -c Release --results-directory "$results" --logger "trx;LogFileName=$name.trx" --logger "console;verbosity=minimal" --blame-hang-timeout "$hang")
  if [[ -n "$filter" ]]; then
    arguments+=(--filter "$filter")
  fi
  started=$SECONDS
  status=0
  dotnet "${arguments[@]}" >"$log" 2>&1 || status=$?
  if [[ ! -f "$trx" ]]; then
    # Without a result file nothing ran: no test matched, or the test host died before its first one.
    if ((status == 0)) && [[ -n "$filter" ]]; then
      continue
    fi
    told "$log"
    echo "$name: no test ran (exit status $status)"
    broken=$((broken + 1))
    continue
  fi
  p="$(count passed "$trx")" f="$(count failed "$trx")" total="$(count total "$trx")"
  s=$((total - $(count executed "$trx")))
  if ((total == 0 && status == 0)) && [[ -n "$filter" ]]; then
    continue
  fi
  passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
  printf '%-28s %5d passed %4d failed %4d skipped %5ds\n' "$name" "$p" "$f" "$s" "$((SECONDS - started))"
  if ((f > 0)); then
    red_logs+=("$log")
    red+="$(names_of_failed "$trx" | sed "s/^/$name: /")"$'\n'
  elif ((status != 0)); then
    # Tests passed and yet the run failed: the test host crashed or hung.
    told "$log"
    echo "$name: the test run ended with status $status"
    broken=$((broken + 1))
  elif ((total == 0)); then
    echo "$name: no test ran"
    broken=$((broken + 1))
  elif ((s > 0)); then
    grep -A 2 -E '^ *Skipped ' "$log" || true
  fi
done

# A project that broke counts as one failure, so that the last line can be trusted alone.
failed=$((failed + broken))
if ((passed + failed + skipped == 0)); then
  echo "test.sh: no test matches '$filter'" >&2
  failed=1
fi
# At the end, where they are found: what each failed test said, then their names.
for log in "${red_logs[@]}"; do
  told "$log"
done
if [[ -n "$red" ]]; then
  printf 'Failed:\n%s' "$red"
fi
if ((skipped > 0)); then
  echo "$passed passed, $failed failed, $skipped skipped"
else
  echo "$passed passed, $failed failed"
fi
((failed == 0))
