#!/usr/bin/env bash
# Installs the packages on this machine, starts what they bring as their users would, and purges them again:
#   sudo installers/check.sh [DIRECTORY OF THE PACKAGES] [DIRECTORY FOR PICTURE AND LOGS]
# Needs root, Debian 12 or newer, and: apt-get install -y xvfb imagemagick x11-utils curl unzip binutils. Leaves nothing behind, and says so.
set -euo pipefail

home=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
packages=${1:-$home/target/packages}
out=${2:-$home/target/packages/check}
children=()

say() { printf '%s\n' "$*"; }
fail() { say "FAILED: $*"; exit 1; }
good() { say "  good: $*"; }

# What a package may leave or take: everything below these but what the system rebuilds by itself.
inventory() {
  find /etc /usr /opt /var/lib /run /home -xdev \( -path /var/lib/dpkg -o -path /var/lib/apt -o -path /usr/share/man \
    -o -path /home -prune -o -name __pycache__ \) -prune -o -print 2>/dev/null |
    grep -vE '^/etc/(passwd|group|shadow|gshadow|subuid|subgid)-$|/(mimeinfo|icon-theme)\.cache$|^/run/(lock|user|systemd)' | LC_ALL=C sort
}

# Waits for a condition, at most so many seconds.
await() { # seconds what command...
  local end=$((SECONDS + $1)) what=$2
  shift 2
  until "$@" >/dev/null 2>&1; do
    [ "$SECONDS" -lt "$end" ] || fail "$what did not happen in time."
    sleep 0.2
  done
}

finish() {
  local child
  for child in "${children[@]}"; do
    kill "$child" 2>/dev/null || true
    wait "$child" 2>/dev/null || true
  done
  children=()
  dpkg --purge signalbox-console signalbox-agent >>"$out/dpkg.log" 2>&1 || true
}

# After a failure too: keys that adapt.sh made are this check's own, and there was no such folder before it.
abandon() {
  finish
  rm -rf /etc/signalbox /run/signalbox
}

[ "$(id -u)" = 0 ] || { say "check.sh installs packages: it has to be run as root."; exit 1; }
for tool in Xvfb:xvfb import:imagemagick xwininfo:x11-utils curl:curl unzip:unzip objdump:binutils; do
  command -v "${tool%%:*}" >/dev/null || { say "Missing ${tool%%:*}:"; say "  sudo apt-get install -y ${tool#*:}"; exit 4; }
done
agent_deb=$(find "$packages" -maxdepth 1 -name 'signalbox-agent_*.deb' | head -n 1)
console_deb=$(find "$packages" -maxdepth 1 -name 'signalbox-console_*.deb' | head -n 1)
[ -n "$agent_deb" ] && [ -n "$console_deb" ] || fail "no packages in $packages. First: ./signalbox package"
! dpkg -s signalbox-agent signalbox-console 2>/dev/null | grep -q '^Status: .* installed$' ||
  fail "a Signalbox package is installed here; this check would purge it with its journal."
[ ! -e /etc/signalbox ] && [ ! -e /var/lib/signalbox ] || fail "/etc/signalbox or /var/lib/signalbox is there; this check would remove it."
mkdir -p "$out"
rm -f "$out"/*
trap abandon EXIT

say "Installing"
inventory >"$out/before"
dpkg -i "$agent_deb" "$console_deb" >"$out/dpkg.log" 2>&1 || { tail "$out/dpkg.log"; fail "dpkg -i"; }
good "$(dpkg-query -W -f '${Package} ${Version} ${Status}; ' signalbox-agent signalbox-console)"

# Every library that a native part asks for comes with the package, or with a package that it depends on.
libraries() { # package
  local tree="$out/$1.tree" jar file needed provider allowed
  mkdir -p "$tree"
  dpkg-deb -x "$2" "$tree"
  for jar in "$tree"/usr/lib/"$1"/lib/app/javafx-*-linux.jar; do
    [ ! -f "$jar" ] || unzip -qo -j "$jar" '*.so' -d "$tree/javafx" 2>/dev/null || true
  done
  allowed=$(apt-cache depends --recurse --no-recommends --no-suggests --no-conflicts --no-breaks --no-replaces --no-enhances \
    $(dpkg-deb -f "$2" Depends | tr ',' '\n' | sed 's/(.*//; s/|.*//') | grep -E '^[a-z]' | cut -d: -f1 | sort -u)
  # libjsound plays sounds, which nothing here does.
  find "$tree" -type f \( -name '*.so' -o -path '*/bin/*' \) -not -name libjsound.so | while read -r file; do
    objdump -p "$file" 2>/dev/null | awk '/NEEDED/ { print $2 }'
  done | LC_ALL=C sort -u | while read -r needed; do
    [ -z "$(find "$tree" -name "$needed" -print -quit)" ] || continue
    file=$(ldconfig -p | awk -v name="$needed" '$1 == name { print $NF; exit }')
    [ -n "$file" ] || { say "$needed is not installed"; continue; }
    provider=$(dpkg -S "$(readlink -f "$file")" 2>/dev/null || dpkg -S "*/${file##*/}" 2>/dev/null || true)
    provider=$(printf '%s' "$provider" | head -n 1 | cut -d: -f1)
    grep -qxF "$provider" <<<"$allowed" || say "$needed of ${provider:-nobody} is in no dependency"
  done
  rm -rf "$tree"
}
for name in agent console; do
  deb=${name}_deb
  absent=$(libraries "signalbox-$name" "${!deb}")
  [ -z "$absent" ] || fail "signalbox-$name: $absent"
  good "all libraries of signalbox-$name come with it or with what it depends on"
done

say "The agent"
if signalbox-agent --config /etc/signalbox/agent.yaml --check-config >"$out/check-example.log" 2>&1; then
  fail "the example as it comes was taken, without any of its keys"
fi
good "the example as it comes is refused: $(wc -l <"$out/check-example.log") errors, each named"
. "$home/installers/adapt.sh"
unit=/usr/lib/systemd/system/signalbox-agent.service
command=$(sed -n 's/^ExecStart=//p' "$unit")
user=$(sed -n 's/^User=//p' "$unit")
setpriv --reuid "$user" --regid "$user" --init-groups -- env -i PATH="$PATH" $command --check-config >"$out/check.log" 2>&1 || { cat "$out/check.log"; fail "--check-config as $user"; }
good "--check-config as $user: $(cat "$out/check.log")"
! command -v systemd-analyze >/dev/null || {
  systemd-analyze verify "$unit" || fail "systemd-analyze verify $unit"
  good "unit: $(systemd-analyze security --offline=true "$unit" | tail -n 1 | sed 's/^[^A-Za-z]*//; s/[^a-zA-Z0-9. :-]//g')"
}
# systemd makes this one before it starts the unit.
install -d -o "$user" -g "$user" -m 0755 /run/signalbox
(umask "$(sed -n 's/^UMask=//p' "$unit")" && cd / &&
  exec setpriv --reuid "$user" --regid "$user" --init-groups --no-new-privs --bounding-set -all -- env -i PATH="$PATH" $command) >"$out/agent.log" 2>&1 &
agent=$!
children+=("$agent")
await 60 "the agent's endpoints.json" test -s /run/signalbox/endpoints.json
endpoint=$(sed -n 's/.*"console":"\([^"]*\)".*/\1/p' /run/signalbox/endpoints.json)
pid=$(sed -n 's/.*"pid":\([0-9]*\).*/\1/p' /run/signalbox/endpoints.json)
good "started by its unit's command line, consoles at $endpoint, resident $(($(awk '/^VmRSS/ { print $2 }' "/proc/$pid/status") / 1024)) MiB"
[ "$(stat -c %U "/proc/$pid")" = "$user" ] || fail "the agent does not run as $user"
await 30 "an answer to signalbox-ctl" signalbox-ctl --agent "$endpoint" status
signalbox-ctl --agent "$endpoint" --json status >"$out/status.json"
grep -q '"target":"region:eu-central"' "$out/status.json" || fail "signalbox-ctl status: $(cat "$out/status.json")"
good "signalbox-ctl status: $(sed 's/.*"sentence":"\([^"]*\)".*/\1/' <(head -c 300 "$out/status.json"))"
signalbox-ctl --agent "$endpoint" journal verify >"$out/verify.log" 2>&1 || { cat "$out/verify.log"; fail "journal verify"; }
curl -fsS -o /dev/null "http://$(sed -n 's/.*"http":"\([^"]*\)".*/\1/p' /run/signalbox/endpoints.json)/v1/route?service=bookings&stage=llm" ||
  say "  (GET /v1/route did not answer 200)"
signalbox-pki init "$out/pki" --fleet check --agent eu-central --person ada:operator >"$out/pki.log" 2>&1 || { cat "$out/pki.log"; fail "signalbox-pki"; }
good "signalbox-pki makes certificates"

signalbox-quality --codec g711 --plc --json | grep -q '"mos":4\.4' || fail "signalbox-quality: $(signalbox-quality --codec g711 --plc --json)"
# An empty capture: a pcap header and nothing behind it.
printf '\xd4\xc3\xb2\xa1\x02\0\x04\0\0\0\0\0\0\0\0\0\xff\xff\0\0\x01\0\0\0' >"$out/empty.pcap"
signalbox-analyze "$out/empty.pcap" --json | grep -q '"sipMessages":0' || fail "signalbox-analyze of an empty capture"
rm -f "$out/empty.pcap"
good "signalbox-analyze and signalbox-quality answer"

say "The console"
entry=/usr/share/applications/signalbox-console.desktop
printf -- '--connect\n%s\n' "$endpoint" >>/etc/signalbox-console/options
command=$(sed -n 's/^Exec=//p' "$entry")
screen=$(mktemp)
Xvfb -displayfd 3 -screen 0 1600x900x24 -nolisten tcp 3>"$screen" >"$out/xvfb.log" 2>&1 &
children+=($!)
await 20 "a display" test -s "$screen"
display=:$(cat "$screen")
rm -f "$screen"
# As somebody who is not root and has a home of their own.
person=$(mktemp -d)
chown nobody "$person"
(cd "$person" && exec setpriv --reuid nobody --regid nogroup --clear-groups -- env HOME="$person" DISPLAY="$display" $command) >"$out/console.log" 2>&1 &
console=$!
children+=("$console")
window() { DISPLAY=$display xwininfo -root -tree | grep -i signalbox; }
# A picture of a window that shows the agent's region: many colours, not the grey of an empty one.
painted() {
  window && DISPLAY=$display import -window root "$out/console.png" &&
    [ "$(identify -format %k "$out/console.png")" -gt 200 ]
}
await 60 "the console's window" painted
sleep 3
DISPLAY=$display import -window root "$out/console.png"
kill -0 "$console" || { cat "$out/console.log"; fail "the console ended by itself"; }
good "started by its menu entry's command: $(window | head -n 1 | sed 's/^ *//'); picture: $out/console.png"
await 5 "no word of an error from the console" sh -c "! grep -iE 'exception|error' '$out/console.log'"
grep -qi 'cache' "$out/console.log" && fail "the console unpacked native parts: $(head -n 1 "$out/console.log")"
kill "$console" && wait "$console" 2>/dev/null || true
code=0
kill "$agent" && wait "$agent" || code=$?
[ "$code" = 143 ] || fail "the agent ended with $code on SIGTERM, not with 143: $(tail -n 3 "$out/agent.log")"
signalbox-agent verify --data /var/lib/signalbox >"$out/verify-lying.log" || { cat "$out/verify-lying.log"; fail "signalbox-agent verify"; }
good "the agent ended in order on SIGTERM; its journal where it lies: $(cat "$out/verify-lying.log")"
children=("${children[@]:1}")

say "Install again over it, remove"
dpkg -i "$agent_deb" "$console_deb" >>"$out/dpkg.log" 2>&1 || fail "dpkg -i a second time"
grep -q '127.0.0.1:0' /etc/signalbox/agent.yaml || fail "the edited agent.yaml did not survive a second installation"
dpkg --remove signalbox-agent >>"$out/dpkg.log" 2>&1
[ -f /var/lib/signalbox/journal.db ] && [ -f /etc/signalbox/agent.yaml ] || fail "remove took the journal or the configuration"
good "the edited configuration and the journal survive a second installation and a removal"
finish
rm -rf "$person" "$out/pki"

say "Purged"
# Keys that were put there by hand stay, by design.
[ -f /etc/signalbox/hep.key ] || fail "purge took a key that it did not bring"
rm -rf /etc/signalbox /run/signalbox
inventory >"$out/after"
if ! diff "$out/before" "$out/after" >"$out/left"; then
  cat "$out/left"
  fail "files are left or missing"
fi
good "nothing is left but the user $user ($(getent passwd "$user")) and the keys put there by hand"
rm -f "$out/before" "$out/after" "$out/left"
say "All good. Logs and picture: $out"
