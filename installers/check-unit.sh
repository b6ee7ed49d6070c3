#!/usr/bin/env bash
# The agent's unit under a real systemd: boots this machine's own files in a container whose changes are thrown away,
# installs the package there, starts, kills, upgrades, stops and purges it.
#   sudo installers/check-unit.sh [DIRECTORY OF THE PACKAGES] [DIRECTORY FOR THE LOG]
# Needs root, systemd as on Debian 12, and: apt-get install -y systemd-container. Changes nothing on this machine.
set -euo pipefail

home=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)

say() { printf '%s\n' "$*"; }
fail() { say "FAILED: $*"; exit 1; }
good() { say "  good: $*"; }

state() { systemctl show signalbox-agent --property "$1" --value; }
await() { # what command...
  local what=$1 end=$((SECONDS + 60))
  shift
  until "$@"; do
    [ "$SECONDS" -lt "$end" ] || fail "$what did not happen in time. $(journalctl -u signalbox-agent --no-pager | tail -n 5)"
    sleep 0.2
  done
}
ready() { [ -s /run/signalbox/endpoints.json ] && grep -q "\"pid\":$(state MainPID)}" /run/signalbox/endpoints.json; }
is() { [ "$(state "$1")" = "$2" ]; }

# What runs inside, as a unit of its own.
inside() {
  dpkg -i /mnt/packages/signalbox-agent_*.deb
  is ActiveState inactive || fail "the installation started the agent with the example's configuration"
  systemctl start signalbox-agent
  await "the end of an agent with a wrong configuration" is ActiveState failed
  is ExecMainStatus 2 && is NRestarts 0 || fail "wrong configuration: $(state ExecMainStatus), started again $(state NRestarts) times"
  good "a wrong configuration ends with 2 and is not tried again"
  # shellcheck source=adapt.sh
  . "$home/installers/adapt.sh"
  systemctl enable --now signalbox-agent
  await "an agent that is ready" ready
  local pid
  pid=$(state MainPID)
  grep -qE '^CapBnd:[[:space:]]*0+$' "/proc/$pid/status" && grep -qE '^Seccomp:[[:space:]]*2$' "/proc/$pid/status" &&
    grep -qE '^NoNewPrivs:[[:space:]]*1$' "/proc/$pid/status" && [ "$(stat -c %U "/proc/$pid")" = signalbox ] ||
    fail "the agent is not confined: $(cat "/proc/$pid/status")"
  good "ready, as signalbox, without capabilities, behind the filter of system calls"
  kill -KILL "$pid"
  await "a new start after SIGKILL" ready
  good "started again after SIGKILL"
  pid=$(state MainPID)
  dpkg -i /mnt/packages/signalbox-agent_*.deb
  await "an agent that is ready after the upgrade" ready
  [ "$(state MainPID)" != "$pid" ] || fail "the upgrade left the old agent running"
  good "an upgrade starts it anew"
  systemctl stop signalbox-agent
  is Result success && is ExecMainStatus 143 || fail "stop: $(state Result), $(state ExecMainStatus)"
  good "stopped in order: $(signalbox-agent verify --data /var/lib/signalbox)"
  systemctl start signalbox-agent
  await "an agent that is ready" ready
  dpkg --purge signalbox-agent
  ! pgrep -u signalbox || fail "the purge left the agent running"
  [ ! -e /var/lib/signalbox ] && [ ! -e /usr/lib/signalbox-agent ] || fail "the purge left files"
  good "purged while it ran: ended, files gone"
  say "All good."
}

if [ "${1:-}" = --inside ]; then
  inside
  exit
fi

packages=$(readlink -f "${1:-$home/target/packages}")
out=${2:-$home/target/packages/check}
[ "$(id -u)" = 0 ] || { say "check-unit.sh starts a container: it has to be run as root."; exit 1; }
command -v systemd-nspawn >/dev/null || { say "Missing systemd-nspawn:"; say "  sudo apt-get install -y systemd-container"; exit 4; }
compgen -G "$packages/signalbox-agent_*.deb" >/dev/null || fail "no package in $packages. First: ./signalbox package"
! dpkg -s signalbox-agent 2>/dev/null | grep -q '^Status: .* installed$' || fail "signalbox-agent is installed here."

mkdir -p "$out"
layer=$(mktemp -d)
ended() {
  umount "$layer/changes/root" 2>/dev/null || true
  umount "$layer/changes" 2>/dev/null || true
  rmdir "$layer/changes" "$layer" 2>/dev/null || true
}
trap ended EXIT
mkdir "$layer/changes"
mount -t tmpfs -o size=2g none "$layer/changes"
mkdir "$layer/changes/up" "$layer/changes/work" "$layer/changes/root"
mount -t overlay overlay -o "lowerdir=/,upperdir=$layer/changes/up,workdir=$layer/changes/work" "$layer/changes/root"
mkdir -p "$layer/changes/root/mnt/packages" "$layer/changes/root/mnt/installers"
cat >"$layer/changes/root/etc/systemd/system/check-unit.service" <<'UNIT'
[Unit]
Description=Check of the agent's unit
[Service]
Type=oneshot
ExecStart=/bin/bash /mnt/installers/check-unit.sh --inside
ExecStopPost=/bin/systemctl exit --force
StandardOutput=file:/mnt/check-unit.log
StandardError=inherit
UNIT
timeout 300 systemd-nspawn --quiet --directory="$layer/changes/root" --private-network --register=no --keep-unit --console=pipe \
  --link-journal=no --bind-ro="$packages:/mnt/packages" --bind-ro="$home/installers:/mnt/installers" \
  --boot -- systemd.unit=check-unit.service >"$out/boot.log" 2>&1 || true
cp "$layer/changes/up/mnt/check-unit.log" "$out/unit.log" 2>/dev/null || { tail -n 5 "$out/boot.log"; fail "the container did not boot, see $out/boot.log"; }
grep -E '^(  good|FAILED|All good)' "$out/unit.log" || true
grep -q '^All good' "$out/unit.log" || { tail -n 20 "$out/unit.log"; fail "see $out/unit.log"; }
