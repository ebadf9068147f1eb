# An image with the program and nothing else: no shell, no libraries, no package manager.
#
#     docker build -t standpoint .
#     docker run --rm -v "$PWD:/work" -u "$(id -u):$(id -g)" standpoint analyze articles -o results

FROM rust:1.95-slim-bookworm AS build
WORKDIR /source
COPY . .
# Linked with the whole C library. Flags hold for the target alone where it is named: build scripts and macros are not static.
RUN host=$(rustc -vV | sed -n 's/^host: //p') \
    && RUSTFLAGS="-C target-feature=+crt-static -C strip=symbols" \
       cargo build --release --locked --bin standpoint --target "$host" \
    && mkdir -p /image/licenses /image/work \
    && mkdir -m 1777 /image/tmp \
    && cp "target/$host/release/standpoint" /image/standpoint \
    && cp LICENSE-MIT LICENSE-APACHE /image/licenses/ \
    && cp /usr/share/doc/libc6/copyright /image/licenses/libc6

FROM scratch
COPY --from=build /image /
WORKDIR /work
ENTRYPOINT ["/standpoint"]
