using Hub.Sandbox.HubSpot;
using Hub.Sandbox.Line;
using Hub.Sandbox.Meta;
using Hub.Sandbox.TikTok;
using Hub.Sandbox.TikTokEvents;
using Hub.Sandbox.Webhooks;
using Hub.Sandbox.Zalo;

namespace Hub.Sandbox.Faults;

/// <summary><c>/_sandbox/faults</c>: sets what goes wrong, and tells what is set and what was injected.</summary>
sealed class FaultSwitch(FaultBox box, Mischief mischief, TikTokTokens tikTok, TikTokState account, MetaTokens meta, LineState line, ZaloTokens zalo, EventTrack events, HubSpotPlatform hubSpot,
    SandboxOptions options, MetaSubscriptions subscriptions)
{
    static readonly string[] Platforms = ["tiktok", "whatsapp", "messenger", "line", "zalo", "tiktok-events", "hubspot"];

    public IResult Set(FaultSettings settings)
    {
        string[] named = [.. settings.Rules.Select(r => r.Platform), .. settings.EchoFirst, .. settings.ExpireTokens,
            .. settings.RestoreTokens, .. settings.LoseSubscriptions];
        if (settings.LoseSubscriptions.Except(["tiktok", "whatsapp", "messenger"]).Any())
            return Results.BadRequest(new { Error = "loseSubscriptions takes tiktok, whatsapp and messenger" });
        if (settings.LoseApps.Except(["whatsapp", "messenger"]).Any())
            return Results.BadRequest(new { Error = "loseApps takes whatsapp and messenger" });
        if (settings.SwitchOff.Except(["line"]).Any())
            return Results.BadRequest(new { Error = "switchOff takes line" });
        if (named.Except(Platforms).FirstOrDefault() is { } unknown)
            return Results.BadRequest(new { Error = $"unknown platform '{unknown}'", Platforms });
        box.Set(settings);
        if (settings.Webhooks is { } webhooks) mischief.Set(webhooks);
        foreach (var platform in settings.ExpireTokens) Expire(platform);
        foreach (var platform in settings.RestoreTokens) Restore(platform);
        foreach (var platform in settings.LoseSubscriptions)
        {
            if (platform == "tiktok") account.LoseCallback();
            else subscriptions.Lose(platform == "messenger" ? options.MessengerPage : options.WhatsAppAccount);
            box.Count(platform + ":loseSubscriptions");
        }
        foreach (var platform in settings.LoseApps)
        {
            subscriptions.LoseApp(ofPages: platform == "messenger");
            box.Count(platform + ":loseApps");
        }
        line.IsSwitchedOff = settings.SwitchOff.Contains("line");
        return Results.Ok(Show());
    }

    public object Show()
    {
        var (rules, echoFirst, injected) = box.Show();
        return new { Rules = rules, EchoFirst = echoFirst, Webhooks = mischief.Show(), Injected = injected };
    }

    public void RestoreAll()
    {
        foreach (var platform in Platforms) Restore(platform);
    }

    void Expire(string platform)
    {
        box.Count(platform + ":expireTokens");
        switch (platform)
        {
            case "tiktok": tikTok.ExpireAccess(); break;
            case "tiktok-events": events.ExpireToken(); break;
            case "hubspot": hubSpot.ExpireToken(); break;
            case "line": line.IsExpired = true; break;
            case "zalo": zalo.ExpireAccess(); break;
            default: meta.Expire(); break;
        }
    }

    void Restore(string platform)
    {
        switch (platform)
        {
            case "tiktok": tikTok.Reset(); break;
            case "tiktok-events": events.RestoreToken(); break;
            case "hubspot": hubSpot.RestoreToken(); break;
            case "line": line.IsExpired = false; break;
            case "zalo": zalo.Reset(); break;
            default: meta.Restore(); break;
        }
    }
}
