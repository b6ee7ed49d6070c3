# The `test` command of ./signalbox, which sources this: installs what tests need, runs them all, prints totals.

# Programs that some tests run against, and the Debian packages they come from.
test_programs="kamailio:kamailio,kamailio-extra-modules,kamailio-json-modules,kamailio-utils-modules sipp:sip-tester tshark:tshark tcpdump:tcpdump"

install_test_programs() {
  local entry packages="" absent=""
  for entry in $test_programs; do
    command -v "${entry%%:*}" >/dev/null || { absent+=" ${entry%%:*}"; packages+=" ${entry#*:}"; }
  done
  # JavaFX loads GTK and GL even when it draws headless.
  ldconfig -p | grep -q libgtk-3.so.0 || { absent+=" libgtk-3"; packages+=" libgtk-3-0"; }
  [ -n "$absent" ] || return 0
  packages=${packages//,/ }
  if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    say "Not installed:$absent. Tests that need them will be skipped. To install: sudo apt-get install -y$packages"
    return 0
  fi
  say "Installing what tests need:$packages"
  mkdir -p "$state"
  if ! { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $packages; } \
    >"$state/apt.log" 2>&1; then
    say "That failed ($state/apt.log); tests that need them will be skipped."
  fi
}

run_tests() {
  install_test_programs
  command -v mvn >/dev/null || {
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
      say "Installing Maven"
      mkdir -p "$state"
      DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends maven >>"$state/apt.log" 2>&1 || true
    fi
  }
  mkdir -p "$state"
  local log="$state/test.log" status=0
  say "Running all tests (log: $log)"
  # Totals are of this run only.
  find "$home" -path '*/target/surefire-reports/TEST-*.xml' -delete
  set +e
  maven --fail-at-end verify "$@" 2>&1 | tee "$log" |
    { grep -E '^\[(INFO|WARNING|ERROR)\] (Tests run|Building Signalbox|Results|BUILD)|ERROR' || true; }
  status=${PIPESTATUS[0]}
  set -e
  totals
  [ "$status" = 0 ] || say "FAILED: Maven ended with $status; $log says why."
  return "$status"
}

# The runner's totals over all modules, and how many tests could not run here.
totals() {
  local reports
  reports=$(find "$home" -path '*/target/surefire-reports/TEST-*.xml')
  [ -n "$reports" ] || { say "No test ran."; return 1; }
  printf '%s\n' $reports | xargs sed -n 's/^<testsuite .* name="\([^"]*\)".*/&/p' | awk '
    function value(name,   text) { if (match($0, " " name "=\"[0-9]+\"")) { text = substr($0, RSTART, RLENGTH); gsub(/[^0-9]/, "", text); return text + 0 } return 0 }
    { tests += value("tests"); failures += value("failures"); errors += value("errors"); skipped += value("skipped") }
    END { printf "Tests run: %d, Failures: %d, Errors: %d, Skipped: %d\n", tests, failures, errors, skipped }'
  printf 'Passed at the second try: %s\n' "$({ printf '%s\n' $reports | xargs grep -ohE '<flaky(Failure|Error) ' || true; } | wc -l)"
  local corpus
  corpus=$({ printf '%s\n' $reports | xargs grep -ho 'CDATA\[org.opentest4j.TestAbortedException: no test data:' || true; } | wc -l)
  printf 'Skipped for lack of the corpus: %s\n' "$corpus"
}
