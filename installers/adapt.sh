# Makes an agent's packaged example run on this machine alone; for the checks beside it, which source this.
# Sections that need other machines go, keys are made, free ports are taken, the carriers are on loopback.
adapt_example() {
  local key etc=/etc/signalbox
  for key in hep outcomes; do
    (umask 027 && openssl rand -hex 16 >"$etc/$key.key" && chgrp signalbox "$etc/$key.key")
  done
  awk '/^[a-z]/ { skip = ($1 ~ /^(path|fleet|tls|doors|routers):$/); inner = 0 }
    /^  [a-z]/ { inner = ($1 == "tls:") }
    !skip && !inner' "$etc/agent.yaml" |
    sed -E 's/^( *(console|listen|tcp|otlp|http|from): )[0-9.]+:[0-9]+$/\1127.0.0.1:0/; s/^( *allow: ).*/\1[127.0.0.1]/' >"$etc/adapted"
  cat "$etc/adapted" >"$etc/agent.yaml"
  rm "$etc/adapted"
  # Nobody answers there.
  sed -i -E 's/sip:192\.0\.2\.10:5060/sip:127.0.0.1:9/; s/sip:\[2001:db8::20\]:5061/sip:127.0.0.1:10/' "$etc/policy.yaml"
}
adapt_example
