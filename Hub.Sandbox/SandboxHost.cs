using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Hub.Sandbox.Consent;
using Hub.Sandbox.Faults;
using Hub.Sandbox.HubSpot;
using Hub.Sandbox.Line;
using Hub.Sandbox.Messenger;
using Hub.Sandbox.Meta;
using Hub.Sandbox.MetaConversions;
using Hub.Sandbox.Questions;
using Hub.Sandbox.TikTok;
using Hub.Sandbox.TikTokEvents;
using Hub.Sandbox.Traffic;
using Hub.Sandbox.Webhooks;
using Hub.Sandbox.WhatsApp;
using Hub.Sandbox.Wire;
using Hub.Sandbox.Zalo;

namespace Hub.Sandbox;

/// <summary>Starts the sandbox, as a program or inside a test.</summary>
public static class SandboxHost
{
    const long LargestBody = 64L << 20;

    public static async Task<RunningSandbox> StartAsync(
        SandboxOptions options, TimeProvider? time = null, CancellationToken cancellationToken = default)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(options.Urls).ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = LargestBody);
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        builder.Services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
            json.SerializerOptions.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
            json.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
        });
        builder.Services.AddRouting().AddSingleton(options).AddSingleton(time ?? TimeProvider.System);
        AddCore(builder.Services, options);
        AddPlatforms(builder.Services);

        var app = builder.Build();
        Map(app);
        await app.StartAsync(cancellationToken);
        var sandbox = new RunningSandbox(app, options);
        app.Services.GetRequiredService<BaseAddress>().Value = sandbox.BaseAddress.ToString().TrimEnd('/');
        return sandbox;
    }

    static void AddCore(IServiceCollection services, SandboxOptions options)
    {
        services.AddSingleton<BaseAddress>().AddSingleton<Sequence>().AddSingleton<RequestLog>().AddSingleton<CallsAtOnce>().AddSingleton<OutboundLedger>();
        services.AddSingleton<ConsentBook>().AddSingleton<ConsentPage>();
        services.AddSingleton<VendorEndpoints>().AddSingleton(new FaultBox(options.Seed)).AddSingleton<FaultSwitch>();
        services.AddSingleton<WebhookSigner>().AddSingleton<WebhookLedger>().AddSingleton<Forger>().AddSingleton<Mischief>()
            .AddSingleton<WebhookQueue>();
        services.AddSingleton<TrafficPlan>().AddSingleton<TrafficRunner>().AddSingleton<Stage>().AddSingleton<HandMade>();
        services.AddSingleton<SummaryQuestion>().AddSingleton<ExpectedQuestion>().AddSingleton<CrmQuestion>();
        services.AddSingleton<Subscription>().AddSingleton<Reset>().AddSingleton<SandboxEndpoints>();
        services.AddHostedService<ParentWatch>();
    }

    static void AddPlatforms(IServiceCollection services)
    {
        services.AddSingleton<TikTokPlatform>().AddSingleton<TikTokTokens>().AddSingleton<TikTokState>().AddSingleton<TikTokWebhooks>()
            .AddSingleton<TikTokOAuth>().AddSingleton<TikTokSend>().AddSingleton<TikTokReads>().AddSingleton<TikTokMedia>()
            .AddSingleton<TikTokCallbacks>().AddSingleton<TikTokDirectReply>().AddSingleton<TikTokAutoMessages>();
        services.AddSingleton<GraphPlatform>().AddSingleton<MetaTokens>().AddSingleton<MetaSubscriptions>().AddSingleton<MetaOAuth>().AddSingleton<MetaMedia>();
        services.AddSingleton<ConversionEvents>().AddSingleton<ConversionRules>().AddSingleton<ConversionStore>();
        services.AddSingleton<WhatsAppState>().AddSingleton<WhatsAppEvents>().AddSingleton<WhatsAppSendRules>().AddSingleton<WhatsAppTemplates>()
            .AddSingleton<WhatsAppSend>();
        services.AddSingleton<MessengerState>().AddSingleton<MessengerEvents>().AddSingleton<MessengerSend>().AddSingleton<MessengerProfiles>().AddSingleton<MessengerReads>();
        services.AddSingleton<LinePlatform>().AddSingleton<LineState>().AddSingleton<LineEvents>().AddSingleton<LineSend>();
        services.AddSingleton<ZaloPlatform>().AddSingleton<ZaloOAuth>().AddSingleton<ZaloTokens>().AddSingleton<ZaloState>().AddSingleton<ZaloEvents>().AddSingleton<ZaloSend>();
        services.AddSingleton<EventTrack>().AddSingleton<AdvertiserOAuth>().AddSingleton<EventRules>().AddSingleton<EventStore>();
        services.AddSingleton<HubSpotPlatform>().AddSingleton<HubSpotOAuth>().AddSingleton<HubSpotStore>().AddSingleton<HubSpotUpsert>().AddSingleton<HubSpotReads>().AddSingleton<HubSpotSearch>().AddSingleton<HubSpotPeople>()
            .AddSingleton<HubSpotAssociations>().AddSingleton<HubSpotProperties>();
    }

    static void Map(WebApplication app)
    {
        // TikTok's paths end in a slash and are not found without it, which routing alone would forgive.
        app.Use((http, next) =>
        {
            var path = http.Request.Path;
            if (!path.StartsWithSegments("/tiktok/open_api") || path.Value!.EndsWith('/')) return next(http);
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        });
        app.UseRouting();
        var services = app.Services;
        services.GetRequiredService<TikTokTokens>().Reset();
        services.GetRequiredService<TikTokPlatform>().Map(app);
        services.GetRequiredService<GraphPlatform>().Map(app);
        services.GetRequiredService<LinePlatform>().Map(app);
        services.GetRequiredService<ZaloTokens>().Reset();
        services.GetRequiredService<ZaloPlatform>().Map(app);
        services.GetRequiredService<EventTrack>().Map(app);
        services.GetRequiredService<HubSpotPlatform>().Map(app);
        services.GetRequiredService<SandboxEndpoints>().Map(app);
        app.MapGet("/messenger-files/{name}", (string name) => Results.Bytes(Picture.Bytes, "image/png"));
    }
}
