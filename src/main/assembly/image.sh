#!/usr/bin/env bash
# Packs the distribution together with a Java runtime of its own and an archive of its classes: for machines without a JDK.
#     image.sh JDK DISTRIBUTION VERSION
# leaves wickstream-VERSION-SYSTEM.tar.gz beside the distribution, and a checksum beside every tarball there.
set -euo pipefail

jdk=$1 distribution=$2 version=$3
target=$(dirname "$distribution")
name=wickstream-$version-$(uname -s | tr '[:upper:]' '[:lower:]')-$(uname -m)
image=$target/image/wickstream-$version

# What the jars need, and what nobody names: the inner loops in vectors, curves for TLS, and letters of other locales.
# jdk.crypto.ec is empty since JDK 22.
modules=$("$jdk/bin/jdeps" --print-module-deps --ignore-missing-deps --multi-release 17 \
  --class-path "$distribution/lib/*" "$distribution"/lib/*.jar 2>/dev/null | tail -n 1)
modules=$modules,jdk.incubator.vector,jdk.crypto.ec,jdk.charsets

rm -rf "$target/image"
mkdir -p "$image"
(cd "$distribution" && tar -cf - --exclude='*.jsa' --exclude='*.making' .) | tar -xf - -C "$image"
"$jdk/bin/jlink" --add-modules "$modules" --strip-java-debug-attributes --no-header-files --no-man-pages --output "$image/runtime"

# The archive of classes lies in the runtime, where the launcher takes it at any place: since version 19, Java knows jars again that
# were moved together with it.
java=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$image/runtime/release")
if [ "$java" -ge 19 ]; then
  WICKSTREAM_ARCHIVE=make "$image/bin/wickstream"
  mv "$image"/lib/*.jsa "$image/runtime/lib/wickstream.jsa"
fi

tar --sort=name --owner=0 --group=0 --numeric-owner -czf "$target/$name.tar.gz" -C "$target/image" "wickstream-$version"
cd "$target"
for tarball in wickstream-*.tar.gz; do
  sha256sum "$tarball" >"$tarball.sha256"
done
