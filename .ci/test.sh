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

# Fuzzes for longer than the test does, and goes on from what was found the last time.
fuzz_usage="./signalbox test --fuzz TIME [--target hep|sip|sdp|rtcp-json|vq-rtcpxr|pcap], TIME for each target. Example: ./signalbox test --fuzz 10m --target hep"

fuzz_tests() {
  local seconds="" target=""
  while [ $# -gt 0 ]; do
    case "$1" in
      --fuzz)
        if [[ "${2:-}" =~ ^([1-9][0-9]{0,5})(s|m|min|h)$ ]]; then
          case "${BASH_REMATCH[2]}" in
            s) seconds=${BASH_REMATCH[1]} ;;
            m | min) seconds=$((BASH_REMATCH[1] * 60)) ;;
            h) seconds=$((BASH_REMATCH[1] * 3600)) ;;
          esac
        fi
        shift
        ;;
      --target) target=${2:-} && shift ;;
      *) say "test --fuzz: no option \"$1\". $fuzz_usage" && return 2 ;;
    esac
    [ $# -eq 0 ] || shift
  done
  [ -n "$seconds" ] || { say "test --fuzz: no time with a unit (s, m, h). $fuzz_usage"; return 2; }
  case "$target" in
    "" | hep | sip | sdp | rtcp-json | vq-rtcpxr | pcap) ;;
    *) say "test --target \"$target\": no such target. $fuzz_usage" && return 2 ;;
  esac
  mkdir -p "$state"
  local log="$state/fuzz.log" status=0
  say "Fuzzing ${target:-six targets} for $seconds s each (log: $log; inputs and findings: $state/fuzz)"
  set +e
  maven -pl backend-agent/analyze -am test -Dtest='FuzzTest#nothingCrashesHangsOrGrows' \
    -Dsurefire.failIfNoSpecifiedTests=false -Dsignalbox.fuzz.seconds="$seconds" -Dsignalbox.fuzz.target="$target" \
    -Dsignalbox.fuzz.keep="$state/fuzz" 2>&1 | tee "$log" | { grep -E '^fuzz |^\[(INFO|ERROR)\] (Tests run|BUILD)|ERROR' || true; }
  status=${PIPESTATUS[0]}
  set -e
  [ "$status" = 0 ] || say "FAILED: $log says why; inputs that were found are in $state/fuzz."
  return "$status"
}

run_tests() {
  if [ "${1:-}" = --fuzz ] || [ "${1:-}" = --target ]; then
    fuzz_tests "$@"
    return
  fi
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
