namespace Hub.Api.Demo;

/// <summary>What goes wrong during the check. Rates are such that everything heals within its time: the hub's own waits stay as they are.</summary>
internal static class CheckFaults
{
    public static object Traffic(DemoOptions options) => new
    {
        seed = options.Seed,
        webhooks = options.Webhooks,
        ratePerSecond = options.Rate,
        duplicates = 0.1,
        reorder = 8,
        delayed = 0.05,
        copies = 0.03,
        forged = Math.Max(4, options.Webhooks / 40),
        stale = Math.Max(2, options.Webhooks / 80),
    };

    /// <param name="expire">Platforms whose access tokens end now.</param>
    public static object Rules(params string[] expire) => new
    {
        rules = (object[])
        [
            // Ambiguous: taken, and the answer cut off; cut off before it was taken; HTTP 200 with a failure of the service behind.
            new { platform = "tiktok", operation = "message/send", kind = "reset", next = 2 },
            new { platform = "whatsapp", operation = "messages", kind = "reset", next = 2 },
            new { platform = "messenger", operation = "messages", kind = "reset", next = 2 },
            new { platform = "messenger", operation = "messages", kind = "resetBefore", next = 1 },
            // Once for sure, then for a share of the calls.
            .. Once,
            new { platform = "tiktok", operation = "message/send", kind = "throttle", share = 0.05, retryAfter = 1 },
            new { platform = "tiktok", operation = "message/send", kind = "errorCode", share = 0.05, code = 40202 },
            new { platform = "whatsapp", operation = "messages", kind = "throttle", share = 0.1, retryAfter = 1 },
            new { platform = "messenger", operation = "messages", kind = "throttle", share = 0.1, retryAfter = 1 },
            new { platform = "tiktok-events", operation = "event/track", kind = "serverError", share = 0.15, status = 502 },
            new { platform = "tiktok-events", operation = "event/track", kind = "errorCode", share = 0.15, code = 50000 },
            new { platform = "tiktok-events", operation = "event/track", kind = "reset", share = 0.1 },
            new { platform = "hubspot", operation = "upsert", kind = "throttle", share = 0.1, retryAfter = 1 },
            new { platform = "hubspot", operation = "upsert", kind = "serverError", share = 0.1, status = 503 },
            new { platform = "hubspot", operation = "upsert", kind = "reset", share = 0.1 },
            // Without a time the hub would wait an hour, as it should.
            new { platform = "hubspot", operation = "associate", kind = "serverError", share = 0.1, status = 477, retryAfter = 2 },
            new { platform = "tiktok", operation = "message/media/download", kind = "serverError", share = 0.1, status = 500 },
            new { platform = "tiktok", operation = "message/content/list", kind = "throttle", share = 0.2, retryAfter = 1 },
        ],
        echoFirst = new[] { "tiktok", "messenger" },
        expireTokens = expire,
    };

    /// <summary>
    /// For after the traffic: no more chance. In a short check the lanes that died with the hub come back only now, and meet these.
    /// </summary>
    public static object Calm => new { rules = Once };

    private static object[] Once =>
    [
        new { platform = "hubspot", operation = "upsert", kind = "throttle", next = 1, retryAfter = 1 },
        new { platform = "hubspot", operation = "upsert", kind = "serverError", next = 1, status = 503 },
    ];
}
