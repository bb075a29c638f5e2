using System.Text.Json;

namespace Hub.Api.Demo;

/// <summary>Connects the sandbox's accounts and imports its keywords, through the API as an integrator would.</summary>
internal sealed class DemoConnections(JsonCaller hub, JsonCaller sandbox, TimeProvider clock)
{
    private const string WhatsAppNumber = "100200300400500";
    private const string MessengerPage = "300400500600700";

    private static readonly Dictionary<string, string> EventSet = new(StringComparer.Ordinal)
    {
        ["eventSource"] = "web",
        ["eventSourceId"] = "sandbox-event-set",
        ["eventConversationStarted"] = "Contact",
        ["eventKeyword"] = "SubmitForm",
        ["eventOrderPlaced"] = "PlaceAnOrder",
        ["eventOrderPaid"] = "Purchase",
        ["eventBookingMade"] = "Schedule",
    };

    /// <summary>With tokens that somebody has at hand.</summary>
    public async Task Make(CancellationToken cancellation)
    {
        foreach (var connection in Connections())
            await Check(await hub.Make("/api/v1/connections", connection, cancellation), cancellation);
        await Keywords(cancellation);
    }

    /// <summary>With what the owner allows on each platform's own page, so that each can be taken back there.</summary>
    public async Task Authorise(CancellationToken cancellation)
    {
        using var grants = new DemoGrants(hub);
        var tikTok = await grants.Connect("tiktok", "Shop on TikTok", null, null, cancellation);
        await hub.Change($"/api/v1/connections/{tikTok.Text("id")}", new { limits = new { callsPerSecond = Sandbox.TikTokPerSecond } }, cancellation);
        await Check(tikTok, cancellation);
        await Check(await grants.Connect("whatsapp", "Shop on WhatsApp", WhatsAppNumber, null, cancellation), cancellation);
        await Check(await grants.Connect("messenger", "Shop on Messenger", MessengerPage, null, cancellation), cancellation);
        await Check(await grants.Connect("tiktok-events", "Event set", null, EventSet, cancellation), cancellation);
        await Check(await grants.Connect("hubspot", "HubSpot", null, new { createProperties = true }, cancellation), cancellation);
        await Keywords(cancellation);
    }

    /// <summary>Has TikTok tell of comments, so that somebody who is new here sees some.</summary>
    public async Task SwitchComments(CancellationToken cancellation)
    {
        foreach (var row in await hub.All("/api/v1/connections", cancellation))
            if (row.Text("connectorId") == "tiktok")
                await hub.Put($"/api/v1/connections/{row.Text("id")}/comments", new { on = true }, cancellation);
    }

    /// <summary>A second ad platform, beside what <c>--check</c> counts.</summary>
    public Task AddMeta(CancellationToken cancellation) => hub.Make("/api/v1/connections", new
    {
        connectorId = "meta-conversions",
        name = "Meta dataset",
        accountId = "400500600700800",
        settings = new
        {
            accessToken = "sandbox-meta-token",
            datasetId = "400500600700800",
            whatsappAccountId = "200300400500600",
            pageId = MessengerPage,
            eventConversationStarted = "LeadSubmitted",
            eventKeyword = "QualifiedLead",
            eventOrderPlaced = "OrderCreated",
            eventOrderPaid = "Purchase",
        },
    }, cancellation);

    /// <summary>A fourth channel, beside what <c>--check</c> counts. LINE has no page to be sent to: each account has its own secrets.</summary>
    public async Task AddLine(CancellationToken cancellation) => await Check(await hub.Make("/api/v1/connections", new
    {
        connectorId = "line",
        name = "Shop on LINE",
        settings = new { channelSecret = "sandbox-line-secret", accessToken = "sandbox-line-token" },
    }, cancellation), cancellation);

    /// <summary>A fifth channel, on its own page.</summary>
    public async Task AddZalo(CancellationToken cancellation)
    {
        using var grants = new DemoGrants(hub);
        await Check(await grants.Connect("zalo", "Shop on Zalo", null, null, cancellation), cancellation);
    }

    /// <summary>How texts that TikTok's ads prefill on WhatsApp, LINE and Zalo carry their ids; not where <c>--check</c> compares texts to the letter.</summary>
    public async Task AddTracking(CancellationToken cancellation)
    {
        foreach (var row in await hub.All("/api/v1/connections", cancellation))
            if (row.Text("connectorId") is "whatsapp" or "line" or "zalo")
                await hub.Put(
                    $"/api/v1/connections/{row.Text("id")}/tracking", new { platform = "tiktok-events", pattern = "[tt:{id}]", isExpression = false }, cancellation);
    }

    private IEnumerable<object> Connections()
    {
        var now = clock.GetUtcNow();
        yield return new
        {
            connectorId = "tiktok",
            name = "Shop on TikTok",
            accountId = "sandbox-tiktok-shop",
            limits = new { callsPerSecond = Sandbox.TikTokPerSecond },
            credentials = new
            {
                accessToken = "sandbox-tiktok-access",
                refreshToken = "sandbox-tiktok-refresh",
                expiresAt = now.AddHours(24),
                refreshExpiresAt = now.AddDays(365),
            },
        };
        yield return new
        {
            connectorId = "whatsapp",
            name = "Shop on WhatsApp",
            accountId = WhatsAppNumber,
            settings = new { phoneNumberId = WhatsAppNumber, businessAccountId = "200300400500600", accessToken = "sandbox-meta-token" },
        };
        yield return new
        {
            connectorId = "messenger",
            name = "Shop on Messenger",
            accountId = MessengerPage,
            settings = new { pageId = MessengerPage, accessToken = "sandbox-meta-token" },
        };
        yield return new
        {
            connectorId = "tiktok-events",
            name = "Event set",
            accountId = "sandbox-event-set",
            settings = new Dictionary<string, string>(EventSet) { ["accessToken"] = "sandbox-events-token" },
        };
        yield return new
        {
            connectorId = "hubspot",
            name = "HubSpot",
            settings = new { createProperties = true },
            credentials = new { accessToken = "sandbox-hubspot-token" },
        };
    }

    private async Task Check(JsonElement connection, CancellationToken cancellation)
    {
        var check = await hub.Make($"/api/v1/connections/{connection.Text("id")}/check", new { }, cancellation);
        if (!check.GetProperty("works").GetBoolean())
            throw new DemoFailed($"{connection.Text("connectorId")} does not work: {check.Text("code")} {check.Text("detail")}");
    }

    private async Task Keywords(CancellationToken cancellation)
    {
        var keywords = await sandbox.Get("/_sandbox/keywords", cancellation);
        foreach (var language in keywords.EnumerateObject())
        {
            var list = await hub.Make("/api/v1/keyword-lists", new { name = $"Demo {language.Name}", language = language.Name }, cancellation);
            var lines = string.Join('\n', language.Value.EnumerateArray().Select(word => word.GetString()));
            await hub.Make($"/api/v1/keyword-lists/{list.GetProperty("id")}/versions?activate=true", lines, cancellation);
        }
    }
}
