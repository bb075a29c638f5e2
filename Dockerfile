# The hub, its inbox app and Hangfire in one image. DOTNET_IMAGES: Microsoft's registry, or a mirror of its .NET images.
ARG DOTNET_IMAGES=mcr.microsoft.com/dotnet

FROM node:22-slim AS web
WORKDIR /src/Hub.Web
COPY Hub.Web/package.json Hub.Web/package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY Hub.Web ./
RUN npm run build

FROM ${DOTNET_IMAGES}/sdk:10.0 AS build
# "Quartz" where a package feed lacks Hangfire.
ARG JOB_ENGINE=Hangfire
# Set by BuildKit. With a default here it would be that on every machine, and on arm64 the image would not start.
ARG TARGETARCH
WORKDIR /src
COPY . .
COPY --from=web /src/Hub.Web/dist Hub.Web/dist
RUN dotnet publish Hub.Api -c Release -a $TARGETARCH --no-self-contained -o /app -p:HubWeb=false -p:JobEngine=$JOB_ENGINE \
    && rm -rf /app/sandbox && mkdir /data

FROM ${DOTNET_IMAGES}/aspnet:10.0
WORKDIR /app
COPY --from=build /app .
COPY --from=build --chown=$APP_UID /data /data
COPY connectors.json .
ENV ASPNETCORE_HTTP_PORTS= \
    ASPNETCORE_URLS=http://+:5080 \
    Hub__DataDirectory=/data
USER $APP_UID
VOLUME /data
EXPOSE 5080
ENTRYPOINT ["dotnet", "Hub.Api.dll"]
