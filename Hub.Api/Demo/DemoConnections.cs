namespace Hub.Api.Demo;

/// <summary>Connects the sandbox's accounts and imports its keywords, through the API as an integrator would.</summary>
internal sealed class DemoConnections(JsonCaller hub, JsonCaller sandbox, TimeProvider clock)
{
    public async Task Make(CancellationToken cancellation)
    {
        foreach (var connection in Connections())
        {
            var made = await hub.Make("/api/v1/connections", connection, cancellation);
            var id = made.GetProperty("id").GetString();
            var check = await hub.Make($"/api/v1/connections/{id}/check", new { }, cancellation);
            if (!check.GetProperty("works").GetBoolean())
                throw new DemoFailed($"{made.GetProperty("connectorId")} does not work: {check.GetProperty("code")} {check.GetProperty("detail")}");
        }

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
            pageId = "300400500600700",
            eventConversationStarted = "LeadSubmitted",
            eventKeyword = "QualifiedLead",
            eventOrderPlaced = "OrderCreated",
            eventOrderPaid = "Purchase",
        },
    }, cancellation);

    /// <summary>How texts that TikTok's ads prefill on WhatsApp carry their ids; not where <c>--check</c> compares texts to the letter.</summary>
    public async Task AddTracking(CancellationToken cancellation)
    {
        var whatsApp = (await hub.All("/api/v1/connections", cancellation)).Single(row => row.GetProperty("connectorId").GetString() == "whatsapp");
        await hub.Put(
            $"/api/v1/connections/{whatsApp.GetProperty("id")}/tracking", new { platform = "tiktok-events", pattern = "[tt:{id}]", isExpression = false }, cancellation);
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
            accountId = "100200300400500",
            settings = new { phoneNumberId = "100200300400500", businessAccountId = "200300400500600", accessToken = "sandbox-meta-token" },
        };
        yield return new
        {
            connectorId = "messenger",
            name = "Shop on Messenger",
            accountId = "300400500600700",
            settings = new { pageId = "300400500600700", accessToken = "sandbox-meta-token" },
        };
        yield return new
        {
            connectorId = "tiktok-events",
            name = "Event set",
            accountId = "sandbox-event-set",
            settings = new
            {
                accessToken = "sandbox-events-token",
                eventSource = "web",
                eventSourceId = "sandbox-event-set",
                eventConversationStarted = "Contact",
                eventKeyword = "SubmitForm",
                eventOrderPlaced = "PlaceAnOrder",
                eventOrderPaid = "Purchase",
                eventBookingMade = "Schedule",
            },
        };
        yield return new
        {
            connectorId = "hubspot",
            name = "HubSpot",
            settings = new { createProperties = true },
            credentials = new { accessToken = "sandbox-hubspot-token" },
        };
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
