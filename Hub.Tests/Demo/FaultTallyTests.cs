using System.Text.Json;
using System.Text.Json.Nodes;
using Hub.Api.Demo;

namespace Hub.Tests.Demo;

public sealed class FaultTallyTests
{
    [Test]
    public void A_run_in_which_everything_went_wrong_is_not_blamed() => Assert.That(Blamed(Summary(), kills: 1), Is.Empty);

    [TestCase("webhooks:reordered", "reordering")]
    [TestCase("hubspot:throttle", "429")]
    [TestCase("hubspot:serverError", "5xx")]
    [TestCase("whatsapp:reset", "cut connection")]
    [TestCase("tiktok:expireTokens", "expired token")]
    public void A_fault_that_the_sandbox_did_not_inject_fails_the_check(string fault, string name)
    {
        var summary = Summary();
        summary["faults"]!.AsObject().Remove(fault);

        Assert.That(Blamed(summary, kills: 1), Does.Contain($"no {name} occurred"));
    }

    [TestCase("duplicatesAccepted", "duplicate")]
    [TestCase("forged", "forged signature")]
    [TestCase("stale", "stale signature")]
    public void An_accident_of_webhooks_that_did_not_reach_the_hub_fails_the_check(string figure, string name)
    {
        var summary = Summary();
        summary["webhooks"]!["tiktok"]![figure] = figure == "duplicatesAccepted" ? 0 : new JsonObject { ["refused"] = 0 };

        Assert.That(Blamed(summary, kills: 1), Does.Contain($"no {name} occurred"));
    }

    [Test]
    public void Without_a_refresh_or_a_kill_the_check_fails()
    {
        var summary = Summary();
        summary["tokensRefreshed"] = 0;

        Assert.That(Blamed(summary, kills: 0), Does.Contain("no token refresh occurred").And.Contain("no kill -9 occurred"));
    }

    private static string Blamed(JsonObject summary, int kills)
    {
        var findings = new Findings();
        FaultTally.Read(JsonSerializer.SerializeToElement(summary), kills).Blame(findings);
        return string.Join('\n', findings.Lines);
    }

    private static JsonObject Summary() => new()
    {
        ["webhooks"] = new JsonObject
        {
            ["tiktok"] = new JsonObject
            {
                ["duplicatesAccepted"] = 3,
                ["copiesAccepted"] = 0,
                ["forged"] = new JsonObject { ["refused"] = 2 },
                ["stale"] = new JsonObject { ["refused"] = 1 },
            },
        },
        ["faults"] = new JsonObject
        {
            ["webhooks:reordered"] = 4,
            ["hubspot:throttle"] = 1,
            ["hubspot:serverError"] = 1,
            ["whatsapp:reset"] = 2,
            ["tiktok:expireTokens"] = 1,
        },
        ["tokensRefreshed"] = 1,
    };
}
