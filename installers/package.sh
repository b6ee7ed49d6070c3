# The `package` command of ./signalbox, which sources this: a deb of the agent and a deb of the console, each with
# a Java runtime of its own. docs/install.md says what to do with them.

package_usage() {
  cat <<'TEXT'
Usage: ./signalbox package [--to DIR] [--only agent|console] [--json]

Makes Debian packages to install: signalbox-agent (the agent, its systemd unit and its
configuration, signalbox-analyze, signalbox-quality) and signalbox-console (the desktop console, signalbox-ctl, signalbox-pki).
Each brings its own Java; the machines they are installed on need none.

  --to DIR     where they are written. Default: target/packages
  --only NAME  agent or console alone
  --json       one JSON object on the last line

The same source, JDK and SOURCE_DATE_EPOCH (default: the time in pom.xml) give the same bytes.
Example: ./signalbox package --to /srv/packages
TEXT
}

# What each program uses of the JDK. The agent has no java.desktop and so no library of a desktop.
package_modules_agent=java.base,java.logging,java.management,java.naming,java.net.http,java.sql,java.xml,jdk.attach,jdk.httpserver,jdk.jcmd,jdk.jfr,jdk.management,jdk.net,jdk.unsupported
package_modules_console=java.base,java.desktop,java.logging,java.management,java.naming,java.net.http,java.prefs,java.scripting,java.sql,java.xml,jdk.httpserver,jdk.jfr,jdk.jsobject,jdk.management,jdk.net,jdk.unsupported,jdk.unsupported.desktop,jdk.zipfs

package_command() { # arguments...
  local to="$home/target/packages" only="" json="" name files=()
  while [ $# -gt 0 ]; do
    case "$1" in
      --to) [ -n "${2:-}" ] || { say "package: --to needs a directory. Example: --to target/packages"; exit 2; }
        to=$2 && shift 2 ;;
      --only)
        case "${2:-}" in
          agent | console) only=$2 && shift 2 ;;
          *) say "package: --only \"${2:-}\": agent or console." && exit 2 ;;
        esac ;;
      --json) json=1 && shift ;;
      -h | --help) package_usage && exit 0 ;;
      *) say "package: no option \"$1\"." && package_usage >&2 && exit 2 ;;
    esac
  done
  package_tools
  build
  mkdir -p "$to"
  to=$(cd "$to" && pwd)
  # Outside of what the build looks at, so that making a package makes no build.
  # A directory of its own for each run: two at the same time do not mix.
  mkdir -p "$state"
  package_now=""
  package_work=$(mktemp -d "$state/package.XXXXXX")
  trap package_ended EXIT
  trap 'exit 130' INT TERM
  package_facts
  for name in ${only:-agent console}; do
    say "Making signalbox-$name $package_version ..."
    package_now=signalbox-$name
    # Not in a condition: whatever fails in there ends this shell.
    "package_$name"
    package_deb "$package_now" "$to"
    files+=("$package_file")
  done
  package_now=""
  package_result "$json" "${files[@]}"
}

# Cleans up, and says what did not come to be.
package_ended() {
  local status=$?
  rm -rf "$package_work"
  [ "$status" = 0 ] || [ -z "$package_now" ] || say "package: $package_now was not made; the lines above say why."
}

# Everything that is needed, looked for before minutes are spent.
package_tools() {
  local tool absent="" packages=""
  for tool in dpkg-deb:dpkg dpkg:dpkg; do
    command -v "${tool%%:*}" >/dev/null && continue
    absent+=" ${tool%%:*}"
    case "$packages " in *" ${tool#*:} "*) ;; *) packages+=" ${tool#*:}" ;; esac
  done
  [ -z "$absent" ] || missing "Making Debian packages needs$absent, not installed here." "sudo apt-get install -y$packages"
  for tool in jlink jpackage jar; do
    [ -x "$jdk/bin/$tool" ] || missing "The JDK in $jdk has no $tool." \
      "Install a whole one (Debian 13: sudo apt-get install -y openjdk-25-jdk; elsewhere: Eclipse Temurin 25) or set JAVA_HOME."
  done
}

# Version, time and machine, the same for both.
package_facts() {
  local version moment
  version=$(sed -n 's/^  <version>\(.*\)<\/version>$/\1/p' "$home/pom.xml" | head -n 1)
  moment=$(sed -n 's/.*<project.build.outputTimestamp>\(.*\)<\/.*/\1/p' "$home/pom.xml")
  package_plain_version=${version%%-*}
  # A tilde sorts before the release that a snapshot leads to.
  package_version=$(printf '%s' "$version" | sed 's/-SNAPSHOT$/~snapshot/')
  export SOURCE_DATE_EPOCH="${SOURCE_DATE_EPOCH:-$(date -u -d "$moment" +%s)}"
  package_architecture=$(dpkg --print-architecture)
}

# The JVM options of the launcher without those that name this checkout.
package_options() { # program
  local module main heap option
  read -r module main heap < <(program "$1")
  for option in "${jvm_options[@]}"; do
    case "$option" in -Dsignalbox.*) ;; *) printf '%s ' "$option" ;; esac
  done
  printf '%s' "$heap"
}

# A runtime with the named modules. Its class data sharing archive halves the time to start.
package_runtime() { # modules directory
  "$jdk/bin/jlink" --add-modules "$1" --no-header-files --no-man-pages --generate-cds-archive --output "$2" >&2
  # Only for heaps over 32 GiB.
  rm -f "$2/lib/server/classes_nocoops.jsa"
  find "$2/bin" -type f -not -name java -not -name jcmd -delete
}

# A program with its jars and its runtime, as jpackage lays it out.
package_image() { # name module main-program modules extra-jpackage-arguments...
  local name=$1 module=$2 program=$3 modules=$4 root="$package_work/$1" input="$package_work/input" main
  shift 4
  main=$(program "$program" | cut -d' ' -f2)
  rm -rf "$input" "$package_work/runtime"
  mkdir -p "$input" "$root/usr/lib" "$root/usr/bin" "$root/usr/share/doc/$name" "$root/DEBIAN"
  cp "$module"/target/*-SNAPSHOT.jar "$module"/target/lib/*.jar "$input"
  # The tool for captures is the agent's own parsers with a few classes around them.
  [ "$program" != agent ] || cp "$home"/backend-agent/analyze/target/analyze-*-SNAPSHOT.jar "$input"
  package_runtime "$modules" "$package_work/runtime"
  package_zstd "$input"
  case "$program" in
    agent) package_sqlite "$input" ;;
    console) package_javafx "$input" ;;
  esac
  "$jdk/bin/jpackage" --type app-image --name "$name" --app-version "$package_plain_version" --vendor Signalbox \
    --input "$input" --main-jar "$(cd "$module/target" && echo *-SNAPSHOT.jar)" --main-class "$main" \
    --java-options "$(package_options "$program")" --java-options '-DZstdNativePath=$APPDIR/libzstd-jni.so' \
    --runtime-image "$package_work/runtime" \
    --dest "$root/usr/lib" "$@" >&2
  package_documents "$name" "$input"
}

# SQLite's native part lies beside the jars: it need not be unpacked into a temporary directory, which may be noexec.
package_sqlite() { # input
  local entry="org/sqlite/native/Linux/$(uname -m)/libsqlitejdbc.so"
  (cd "$package_work" && "$jdk/bin/jar" xf "$1"/sqlite-jdbc-*.jar "$entry") && mv "$package_work/$entry" "$1/" ||
    { say "package: sqlite-jdbc has no $entry."; return 1; }
  rm -rf "$package_work/org"
}

# The same for Zstandard.
package_zstd() { # input
  local machine entry
  case "$(uname -m)" in x86_64) machine=amd64 ;; *) machine=$(uname -m) ;; esac
  entry=$("$jdk/bin/jar" tf "$1"/zstd-jni-*.jar | grep "^linux/$machine/libzstd-jni.*\.so$") ||
    { say "package: zstd-jni has no native part for linux/$machine."; return 1; }
  (cd "$package_work" && "$jdk/bin/jar" xf "$1"/zstd-jni-*.jar "$entry") && mv "$package_work/$entry" "$1/libzstd-jni.so"
  rm -rf "$package_work/linux"
}

# The same for JavaFX, which looks beside its jars first and would else unpack into everybody's home.
package_javafx() { # input
  local jar
  mkdir -p "$package_work/natives"
  for jar in "$1"/javafx-*-linux*.jar; do
    (cd "$package_work/natives" && "$jdk/bin/jar" xf "$jar")
  done
  mv "$package_work"/natives/*.so "$1/" || { say "package: the jars of JavaFX have no native part for Linux."; return 1; }
  rm -rf "$package_work/natives"
}

# Licences and a list of all parts (CycloneDX). A jar whose licence nobody has written down makes no package.
package_documents() { # name input
  local documents="$package_work/$1/usr/share/doc/$1" jar row stem licence holder separator=""
  cp "$home/installers/copyright" "$documents/copyright"
  {
    printf '{"bomFormat":"CycloneDX","specVersion":"1.6","version":1,"metadata":{"component":{"type":"application","name":"%s","version":"%s"}},"components":[' \
      "$1" "$package_version"
    for jar in "$2"/*.jar; do
      jar=${jar##*/}
      row=$(awk -F'\t' -v jar="$jar" '$1 !~ /^#/ && index(jar, $1) == 1 && length($1) > best { best = length($1); row = $0 } END { print row }' \
        "$home/installers/licences.tsv")
      [ -n "$row" ] || { say "package: $jar has no row in installers/licences.tsv."; return 1; }
      IFS=$'\t' read -r stem licence holder <<<"$row"
      printf '%s\n  %s\n  %s\n\n' "$jar" "$licence" "$holder" >>"$documents/copyright"
      stem=${jar%.jar}
      printf '%s{"type":"library","name":"%s","version":"%s","licenses":[{"expression":"%s"}],"hashes":[{"alg":"SHA-256","content":"%s"}]}' \
        "$separator" "${stem%%-[0-9]*}" "${stem#"${stem%%-[0-9]*}"-}" "$licence" "$(sha256sum "$2/$jar" | cut -d' ' -f1)"
      separator=,
    done
    printf '%s{"type":"platform","name":"OpenJDK","version":"%s","licenses":[{"expression":"GPL-2.0-only WITH Classpath-exception-2.0"}]}]}\n' \
      "$separator" "$(sed -n 's/^JAVA_RUNTIME_VERSION="\(.*\)"/\1/p' "$jdk/release")"
  } >"$documents/sbom.cdx.json"
}

package_agent() {
  local name=signalbox-agent root="$package_work/signalbox-agent" etc="$package_work/signalbox-agent/etc/signalbox"
  local command
  printf 'main-jar=%s\nmain-class=%s\njava-options=%s\n' "$(cd "$home/backend-agent/analyze/target" && echo analyze-*-SNAPSHOT.jar)" \
    "$(program analyze | cut -d' ' -f2)" "$(package_options analyze)" >"$package_work/capture.properties"
  package_image "$name" "$home/backend-agent/agent" agent "$package_modules_agent" \
    --java-options '-Dorg.sqlite.lib.path=$APPDIR' --add-launcher "signalbox-capture=$package_work/capture.properties"
  ln -s "../lib/$name/bin/$name" "$root/usr/bin/$name"
  for command in analyze quality; do
    printf '#!/bin/sh\nexec /usr/lib/%s/bin/signalbox-capture %s "$@"\n' "$name" "$command" >"$root/usr/bin/signalbox-$command"
  done
  mkdir -p "$etc" "$root/usr/lib/systemd/system"
  cp "$home/installers/agent/$name.service" "$root/usr/lib/systemd/system/"
  # The examples, with the places and names of an installed agent.
  sed -e 's|^dataDirectory: data$|dataDirectory: /var/lib/signalbox|' -e 's|^runDirectory: run$|runDirectory: /run/signalbox|' \
    -e 's|\./signalbox agent --config agent.yaml|signalbox-agent --config /etc/signalbox/agent.yaml|' \
    -e 's|\./signalbox pki (docs/security.md)|signalbox-pki|' "$home/installers/examples/agent.yaml" >"$etc/agent.yaml"
  cp "$home/installers/examples/policy.yaml" "$home/installers/examples/causes.yaml" "$etc/"
  install -D -m 0644 "$home/installers/kamailio/signalbox.cfg" "$root/usr/share/doc/$name/examples/signalbox.cfg"
  printf '/etc/signalbox/%s.yaml\n' agent causes policy >"$root/DEBIAN/conffiles"
  cp "$home/installers/agent/"{postinst,prerm,postrm} "$root/DEBIAN/"
  package_control "$name" "adduser, libc6 (>= 2.34)" "systemd" \
    "agent of one region for phone calls answered by voice AI" \
    " Watches a region's calls, trunks, media paths and AI providers, moves new calls
 off what is broken, and keeps every decision in a journal. Runs as the unit
 signalbox-agent, configured in /etc/signalbox. With signalbox-analyze for packet
 captures and signalbox-quality, the E-model. Brings its own Java."
}

package_console() {
  local name=signalbox-console root="$package_work/signalbox-console" program size main
  local launchers=()
  for program in ctl pki; do
    main=$(program "$program" | cut -d' ' -f2)
    printf 'main-jar=%s\nmain-class=%s\njava-options=%s\n' "$(cd "$home/console-app/desktop/target" && echo *-SNAPSHOT.jar)" \
      "$main" "$(package_options "$program") -DZstdNativePath=\$APPDIR/libzstd-jni.so" >"$package_work/$program.properties"
    launchers+=(--add-launcher "signalbox-$program=$package_work/$program.properties")
  done
  package_image "$name" "$home/console-app/desktop" console "$package_modules_console" \
    --icon "$home/installers/icon/signalbox-512.png" "${launchers[@]}"
  for program in console ctl pki; do
    ln -s "../lib/$name/bin/signalbox-$program" "$root/usr/bin/signalbox-$program"
  done
  mkdir -p "$root/usr/share/applications" "$root/etc/$name"
  cp "$home/installers/console/$name.desktop" "$root/usr/share/applications/"
  cp "$home/installers/console/options" "$root/etc/$name/options"
  printf '/etc/%s/options\n' "$name" >"$root/DEBIAN/conffiles"
  for size in 16 24 32 48 64 128 256 512; do
    install -D -m 0644 "$home/installers/icon/signalbox-$size.png" "$root/usr/share/icons/hicolor/${size}x$size/apps/$name.png"
  done
  install -D -m 0644 "$home/installers/icon/signalbox.svg" "$root/usr/share/icons/hicolor/scalable/apps/$name.svg"
  package_control "$name" "libc6 (>= 2.34), libgtk-3-0, libgl1, libx11-6, libxext6, libxi6, libxrender1, libxtst6, libxxf86vm1, libfreetype6, libfontconfig1" \
    "fonts-dejavu-core | fonts-liberation" \
    "console and command line for phone calls answered by voice AI" \
    " The desktop console of a Signalbox fleet: what is wrong, what was moved and why,
 plans, replay. With signalbox-ctl, the same in a terminal, and signalbox-pki, the
 fleet's certificates. Brings its own Java."
}

package_control() { # name depends recommends summary description
  local root="$package_work/$1"
  {
    printf 'Package: %s\nVersion: %s\nArchitecture: %s\n' "$1" "$package_version" "$package_architecture"
    printf 'Maintainer: Signalbox <packages@signalbox.invalid>\nSection: net\nPriority: optional\n'
    printf 'Installed-Size: %s\n' "$(du -k -s --apparent-size --exclude=DEBIAN "$root" | cut -f1)"
    printf 'Depends: %s\nRecommends: %s\nDescription: %s\n%s\n' "$2" "$3" "$4" "$5"
  } >"$root/DEBIAN/control"
}

# One file from what was laid out; package_file is where it is.
package_deb() { # name to
  local root="$package_work/$1" file="$2/$1_${package_version}_$package_architecture.deb"
  find "$root" -type d -exec chmod 0755 {} +
  find "$root" -type f \( -path '*/bin/*' -o -path '*/lib/jspawnhelper' -o -path '*/lib/jexec' \
    -o -name postinst -o -name prerm -o -name postrm \) -exec chmod 0755 {} + \
    -o -type f -exec chmod 0644 {} +
  find "$root" -exec touch --no-dereference --date "@$SOURCE_DATE_EPOCH" {} +
  (cd "$root" && find . -type f -not -path './DEBIAN/*' -printf '%P\n' | LC_ALL=C sort | xargs md5sum) >"$root/DEBIAN/md5sums"
  touch --date "@$SOURCE_DATE_EPOCH" "$root/DEBIAN/md5sums"
  # In one piece: a package that was interrupted is not there.
  dpkg-deb --root-owner-group -Zxz --build "$root" "$package_work/deb" >&2
  mv "$package_work/deb" "$file"
  package_file=$file
}

package_result() { # json files...
  local json=$1 file separator=""
  shift
  if [ -z "$json" ]; then
    for file in "$@"; do
      printf '%s  %s MiB\n' "$file" "$(($(stat -c %s "$file") / 1048576))"
    done
    return
  fi
  printf '{"packages":['
  for file in "$@"; do
    printf '%s{"name":"%s","version":"%s","architecture":"%s","file":"%s","bytes":%s,"sha256":"%s"}' "$separator" \
      "$(dpkg-deb --field "$file" Package)" "$(dpkg-deb --field "$file" Version)" "$(dpkg-deb --field "$file" Architecture)" \
      "$file" "$(stat -c %s "$file")" "$(sha256sum "$file" | cut -d' ' -f1)"
    separator=,
  done
  printf ']}\n'
}
