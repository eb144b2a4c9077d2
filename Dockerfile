# One file for every service: the build argument says which.
#   docker build --build-arg SERVICE=institutions -t shuangjian/institutions:1.0.0 .
# scripts/images builds all of them, with docker, podman or buildah. Both bases are arguments, for registries of one's own.
ARG SDK=mcr.microsoft.com/dotnet/sdk:10.0
ARG RUNTIME=mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled-extra

FROM ${SDK} AS build
ARG SERVICE
COPY . /src
WORKDIR /src
# What was published before (published/<service>) is taken as it is: then the base needs no SDK.
RUN set -eu; \
    case "$SERVICE" in gateway) project=gateway/Gateway ;; *) project=services/$(echo "$SERVICE" | cut -c1 | tr a-z A-Z)$(echo "$SERVICE" | cut -c2-)/Service ;; esac; \
    if [ -d "published/$SERVICE" ]; then mkdir -p /out && cp -r "published/$SERVICE" /out/app; \
    else dotnet publish "$project" -c Release -o /out/app -nologo -v q --ucr --no-self-contained -p:ContinuousIntegrationBuild=true; fi; \
    # What no Linux server reads.
    find /out/app \( -name '*.pdb' -o -name '*.xml' \) -delete; \
    find /out/app/runtimes -mindepth 1 -maxdepth 1 ! -name 'linux-x64' ! -name 'linux-arm64' ! -name 'linux' ! -name 'unix' -exec rm -r {} + 2>/dev/null || true; \
    # One name to start, whatever the assembly is called.
    ln -s "$(basename "$(ls /out/app/ShuangJian.*.runtimeconfig.json)" .runtimeconfig.json)" /out/app/service; \
    chmod -R u=rwX,go=rX /out/app

FROM ${RUNTIME}
ARG SERVICE
ARG VERSION=1.0.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="shuangjian/${SERVICE}" \
      org.opencontainers.image.description="ShuangJian Platform, ${SERVICE}" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
COPY --from=build /out/app /app
# Numbers, so that a cluster can see that it is not root. Nothing is written but under /tmp.
USER 10001:10001
WORKDIR /tmp
EXPOSE 8081
ENV DOTNET_EnableDiagnostics=0
ENTRYPOINT ["/app/service"]
