using System.Net;
using System.Text.RegularExpressions;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Hub.Jobs.Engines;
using Hub.Tests.Api;
using Hub.Tests.Support;

namespace Hub.Tests.Api.Jobs.Hangfire;

/// <summary>The engine's page: for operators who are signed in, and for nobody else, wherever a request comes from.</summary>
public sealed partial class HangfireDashboardTests() : HubTest(StorageKind.Postgres)
{
    protected override async Task Arrange()
    {
        await Host.Connect("shop-1");
        await Host.Receive("shop-1", ("m1", "an", "khách-bí-mật hỏi hàng"));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Only_a_signed_in_operator_sees_it(CancellationToken cancellation)
    {
        using var agent = await Host.SignIn(BuiltInRoles.Agent.Id);
        using var owner = await Host.SignIn();

        using var page = await Host.Stranger.GetAsync("/hangfire", cancellation);
        using var write = await Host.Stranger.PostAsync("/hangfire/recurring/trigger", null, cancellation);
        using var key = await Host.Client.GetAsync("/hangfire", cancellation);
        using var refused = await agent.Client.GetAsync("/hangfire", cancellation);
        using var shown = await owner.Client.GetAsync("/hangfire", cancellation);

        Assert.That((page.StatusCode, page.Headers.Location?.ToString()), Is.EqualTo((HttpStatusCode.Redirect, "/sign-in")));
        await write.IsProblem(HttpStatusCode.Unauthorized, "unauthorized");
        await key.IsProblem(HttpStatusCode.Forbidden, "missing_permission");
        await refused.IsProblem(HttpStatusCode.Forbidden, "missing_permission");
        Assert.That(shown.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(shown.Headers.GetValues("Content-Security-Policy").Single(), Does.Contain("script-src 'self';").And.Contain("frame-ancestors 'none'"));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task What_recurs_can_be_started_by_hand_from_the_page_alone(CancellationToken cancellation)
    {
        using var owner = await Host.SignIn();
        await HubHost.Until(
            () => owner.Client.GetStringAsync("/hangfire/recurring", cancellation), text => text.Contains("End sessions", StringComparison.Ordinal), cancellation);
        using var page = await owner.Client.GetAsync("/hangfire/recurring", cancellation);
        var token = Token().Match(await page.Content.ReadAsStringAsync(cancellation)).Groups[1].Value;

        using var forged = await owner.Client.PostAsync("/hangfire/recurring/trigger", Trigger(), cancellation);
        owner.Client.DefaultRequestHeaders.Remove("X-Hub-Csrf");
        using var bare = await owner.Client.PostAsync("/hangfire/recurring/trigger", Trigger(), cancellation);
        owner.Client.DefaultRequestHeaders.Add("X-Hub-Csrf", token);
        owner.Client.DefaultRequestHeaders.Add("Cookie", page.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
        using var meant = await owner.Client.PostAsync("/hangfire/recurring/trigger", Trigger(), cancellation);

        Assert.That((forged.StatusCode, bare.StatusCode), Is.EqualTo((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden)));
        Assert.That(meant.StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Jobs_are_called_by_what_they_do_and_hold_ids_only(CancellationToken cancellation)
    {
        using var owner = await Host.SignIn();
        await Host.Items("/api/v1/conversations", 1, cancellation);
        var home = await Host.Home();
        var connection = (await Host.Items("/api/v1/connections", 1, cancellation))[0].GetProperty("id").GetGuid();
        var lane = new LaneKey(home, connection, DeliveryKind.SyncOrder);
        await Host.Get<IJobEngine>().Wake(lane, Host.Store.Now + TimeSpan.FromHours(1), cancellation);

        var page = WebUtility.HtmlDecode(await owner.Client.GetStringAsync("/hangfire/jobs/scheduled", cancellation));
        var details = await owner.Client.GetStringAsync(Details().Match(page).Value, cancellation);

        Assert.That(page, Does.Contain("Sync orders · Scripted · Shop"));
        Assert.That(details, Does.Contain(lane.ToString()).And.Not.Contain("khách-bí-mật").And.Not.Contain("secret-token-1"));
    }

    private static FormUrlEncodedContent Trigger() => new([new("jobs[]", "expire-sessions")]);

    [GeneratedRegex("csrf-token\" content=\"([^\"]+)\"", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Token();

    [GeneratedRegex("/hangfire/jobs/details/[0-9]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Details();
}
