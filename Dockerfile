# Two stages: build one static binary, then nothing but it.
FROM golang:1.26.8-alpine AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
ARG VERSION=unknown
RUN CGO_ENABLED=0 go build -trimpath -ldflags "-s -w -X main.version=${VERSION}" -o /out/beplua ./cmd/beplua \
 && mkdir -p /out/data

# Time zones are inside the binary; certificates are for outgoing connections (MongoDB over TLS).
FROM scratch
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
COPY --from=build /out/beplua /beplua
COPY --from=build --chown=65532:65532 /out/data /data
USER 65532:65532
ENV BEPLUA_DATA=/data BEPLUA_ADDRESS=:8080
VOLUME /data
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD ["/beplua", "healthcheck"]
ENTRYPOINT ["/beplua"]
CMD ["serve"]
