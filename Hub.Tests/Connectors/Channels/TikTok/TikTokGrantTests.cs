using System.Text.Json.Nodes;
using Hub.Connectors.Abstractions;
using Hub.Tests.Support;

namespace Hub.Tests.Connectors.Channels.TikTok;

[CancelAfter(20_000)]
public sealed class TikTokGrantTests
{
    private const string Scopes = "user.info.basic,message.list.read,message.list.send,message.list.manage";

    private static readonly string Granted = TikTokLab.Ok(
        """
        {"access_token":"act.new","expires_in":86400,"open_id":"-000mShop","refresh_token":"rft.new",
         "refresh_token_expires_in":"31536000","scope":"SCOPES","token_type":"Bearer"}
        """.Replace("SCOPES", Scopes));

    [TestCase(false)]
    [TestCase(true)]
    public void The_consent_page_is_asked_for_the_manifests_scopes(bool withOptional)
    {
        var url = TikTokLab.Connector().AuthorizeUrl(new AuthorizeRequest(new Uri("https://hub.example/cb/"), "st&te", withOptional));

        var query = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(url.Query);
        Assert.That(url.GetLeftPart(UriPartial.Path), Is.EqualTo("https://www.tiktok.com/v2/auth/authorize"));
        Assert.That(query["client_key"].ToString(), Is.EqualTo("app_1"));
        Assert.That(query["redirect_uri"].ToString(), Is.EqualTo("https://hub.example/cb/"));
        Assert.That(query["response_type"].ToString(), Is.EqualTo("code"));
        Assert.That(query["state"].ToString(), Is.EqualTo("st&te"));
        Assert.That(query["disable_auto_auth"].ToString(), Is.EqualTo("1"));
        Assert.That(query["scope"].ToString(), withOptional ? Does.StartWith(Scopes + ",") : Is.EqualTo(Scopes));
    }

    [Test]
    public async Task A_code_becomes_credentials(CancellationToken cancellation)
    {
        await using var vendor = await FakeVendor.Start(200, Granted);

        var answer = await TikTokLab.Connector(apiBase: vendor.BaseAddress).Exchange(
            "c0de", new Uri("https://hub.example/cb/"), cancellation);

        Assert.That(answer.AccountId, Is.EqualTo(TikTokLab.Business));
        Assert.That(answer.Credentials, Is.EqualTo(
            new Credentials("act.new", "rft.new", TikTokLab.Now.AddDays(1), TikTokLab.Now.AddDays(365))));
        AssertBody(vendor.Requests.Single(), "/open_api/v1.3/tt_user/oauth2/token/", """
            {"client_id":"app_1","client_secret":"app_secret_value","grant_type":"authorization_code",
             "auth_code":"c0de","redirect_uri":"https://hub.example/cb/"}
            """);
    }

    [Test]
    public async Task A_permission_that_was_unticked_is_named(CancellationToken cancellation)
    {
        await using var vendor = await FakeVendor.Start(200, Granted.Replace(",message.list.send", ""));

        var answer = await TikTokLab.Connector(apiBase: vendor.BaseAddress).Exchange("c", new Uri("https://hub.example/"), cancellation);

        Assert.That(answer.Outcome, Is.EqualTo(new Outcome.Misconfigured(new Reason("tiktok/scope-missing", "message.list.send"))));
        Assert.That(answer.MissingScopes, Is.EqualTo(new[] { "message.list.send" }));
        Assert.That(answer.Credentials, Is.Not.Null, "so that the host can give them back");
    }

    [TestCase(40110, typeof(Outcome.Rejected))]
    [TestCase(40105, typeof(Outcome.Rejected))]
    [TestCase(40113, typeof(Outcome.Misconfigured))]
    public async Task A_code_that_is_refused_gives_no_credentials(int code, Type expected, CancellationToken cancellation)
    {
        await using var vendor = await FakeVendor.Start(200, TikTokLab.Failed(code, "code c0de-canary is used"));

        var answer = await TikTokLab.Connector(apiBase: vendor.BaseAddress).Exchange(
            "c0de-canary", new Uri("https://hub.example/"), cancellation);

        Assert.That(answer.Outcome, Is.InstanceOf(expected));
        Assert.That(answer.Outcome.ToString(), Does.Not.Contain("canary"));
    }

    [Test]
    public async Task A_refresh_takes_over_the_rotated_token(CancellationToken cancellation)
    {
        await using var vendor = await FakeVendor.Start(200, Granted.Replace("31536000", "28484364"));

        var answer = await Refresh(vendor, cancellation);

        Assert.That(answer.Credentials, Is.EqualTo(
            new Credentials("act.new", "rft.new", TikTokLab.Now.AddDays(1), TikTokLab.Now.AddSeconds(28_484_364))));
        AssertBody(vendor.Requests.Single(), "/open_api/v1.3/tt_user/oauth2/refresh_token/", $$"""
            {"client_id":"app_1","client_secret":"app_secret_value","grant_type":"refresh_token",
             "refresh_token":"{{TikTokLab.RefreshToken}}"}
            """);
    }

    [TestCase(40107, typeof(Outcome.AuthRevoked))]
    [TestCase(40103, typeof(Outcome.AuthExpired))]
    [TestCase(40105, typeof(Outcome.AuthExpired))]
    [TestCase(40130, typeof(Outcome.AuthExpired))]
    [TestCase(50002, typeof(Outcome.Transient))]
    public async Task A_refresh_that_fails_is_terminal_only_when_the_grant_is_gone(int code, Type expected, CancellationToken cancellation)
    {
        await using var vendor = await FakeVendor.Start(200, TikTokLab.Failed(code));

        Assert.That((await Refresh(vendor, cancellation)).Outcome, Is.InstanceOf(expected));
    }

    [Test]
    public async Task A_gateway_that_refuses_a_refresh_ends_no_grant(CancellationToken cancellation)
    {
        await using var vendor = await FakeVendor.Start(401, "no");

        Assert.That((await Refresh(vendor, cancellation)).Outcome, Is.InstanceOf<Outcome.AuthExpired>());
    }

    [Test]
    public async Task Revoking_names_the_token(CancellationToken cancellation)
    {
        await using var vendor = await FakeVendor.Start(200, TikTokLab.Ok("{}"));

        var outcome = await TikTokLab.Connector(apiBase: vendor.BaseAddress).Revoke(TikTokLab.Connection(), cancellation);

        Assert.That(outcome, Is.InstanceOf<Outcome.Accepted>());
        AssertBody(vendor.Requests.Single(), "/open_api/v1.3/tt_user/oauth2/revoke/", $$"""
            {"client_id":"app_1","client_secret":"app_secret_value","access_token":"{{TikTokLab.Token}}"}
            """);
    }

    [Test]
    public async Task Verifying_tells_whose_token_it_is(CancellationToken cancellation)
    {
        await using var vendor = await FakeVendor.Start(
            200, TikTokLab.Ok($$"""{"app_id":"app_1","creator_id":"-000mShop","scope":"{{Scopes}}"}"""));
        var connector = TikTokLab.Connector(apiBase: vendor.BaseAddress);

        Assert.That(await connector.Verify(TikTokLab.Connection(), cancellation), Is.EqualTo(new Outcome.Accepted(TikTokLab.Business)));
        var accounts = await connector.ListAccounts(new Credentials(TikTokLab.Token), cancellation);
        Assert.That(accounts.Accounts.Single().AccountId, Is.EqualTo(TikTokLab.Business));
        AssertBody(
            vendor.Requests[0], "/open_api/v1.3/tt_user/token_info/get/", $$"""{"app_id":"app_1","access_token":"{{TikTokLab.Token}}"}""");
    }

    [Test]
    public async Task Another_accounts_token_is_told_as_one(CancellationToken cancellation)
    {
        await using var vendor = await FakeVendor.Start(
            200, TikTokLab.Ok($$"""{"app_id":"app_1","creator_id":"-000mAnother","scope":"{{Scopes}}"}"""));

        var outcome = await TikTokLab.Connector(apiBase: vendor.BaseAddress).Verify(TikTokLab.Connection(), cancellation);

        Assert.That(outcome, Is.TypeOf<Outcome.Misconfigured>());
        Assert.That(outcome.Because!.Words!.Vi, Does.Contain("tài khoản TikTok khác"));
    }

    [Test]
    public async Task Subscribing_sets_the_callback_of_the_app_where_it_does_not_stand(CancellationToken cancellation)
    {
        await using var vendor = await FakeVendor.Start(200, TikTokLab.Ok("{}"));
        var connector = TikTokLab.Connector(new { subscribeComments = true }, vendor.BaseAddress);

        var outcome = await ((ISubscribe)connector).Ensure(TikTokLab.Connection(), new Uri("https://hub.example/webhooks/tiktok"), cancellation);

        Assert.That(outcome, Is.InstanceOf<Outcome.Accepted>());
        Assert.That(vendor.Requests.Select(request => request.Header("Access-Token")), Is.All.Null);
        AssertBody(vendor.Requests[1], "/open_api/v1.3/business/webhook/update/", """
            {"app_id":"app_1","secret":"app_secret_value","event_type":"DIRECT_MESSAGE",
             "callback_url":"https://hub.example/webhooks/tiktok"}
            """);
        Assert.That(vendor.Requests[3].Text, Does.Contain("\"COMMENT\""));
    }

    [Test]
    public async Task Without_the_permission_for_comments_messages_come_and_comments_are_told_as_missing(CancellationToken cancellation)
    {
        await using var vendor = await FakeVendor.Start(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            var asked = context.Request.QueryString + await reader.ReadToEndAsync(cancellation);
            await FakeVendor.Reply(context, 200, asked.Contains("COMMENT", StringComparison.Ordinal) ? TikTokLab.Failed(40001) : TikTokLab.Ok("{}"));
        });
        var connector = (IDetailSubscription)TikTokLab.Connector(new { subscribeComments = true }, vendor.BaseAddress);

        var answer = await connector.EnsureInDetail(TikTokLab.Connection(), new Uri("https://hub.example/webhooks/tiktok"), cancellation);

        Assert.That((answer.Outcome, answer.MadeForAll), Is.EqualTo(((Outcome)new Outcome.Accepted(), true)));
        Assert.That((answer.Coming, answer.Missing), Is.EqualTo((new[] { "DIRECT_MESSAGE" }, new[] { "COMMENT" })));
    }

    [Test]
    public async Task A_callback_that_stands_is_left_alone(CancellationToken cancellation)
    {
        await using var vendor = await FakeVendor.Start(200, TikTokLab.Ok("""{"callback_url":"https://hub.example/webhooks/tiktok"}"""));
        var connector = TikTokLab.Connector(apiBase: vendor.BaseAddress);

        var outcome = await ((ISubscribe)connector).Ensure(TikTokLab.Connection(), new Uri("https://hub.example/webhooks/tiktok"), cancellation);

        Assert.That(outcome, Is.InstanceOf<Outcome.Duplicate>());
        Assert.That(vendor.Requests.Select(request => request.Path), Is.All.EqualTo("/open_api/v1.3/business/webhook/list/"));
    }

    [Test]
    public async Task A_callback_of_which_nothing_is_known_is_not_taken_for_lost(CancellationToken cancellation)
    {
        await using var vendor = await FakeVendor.Start(200, TikTokLab.Failed(40100));

        var outcome = await ((ISubscribe)TikTokLab.Connector(apiBase: vendor.BaseAddress)).Ensure(
            TikTokLab.Connection(), new Uri("https://hub.example/webhooks/tiktok"), cancellation);

        Assert.That(outcome, Is.InstanceOf<Outcome.Throttled>());
        Assert.That(vendor.Requests.Select(request => request.Path), Is.All.EqualTo("/open_api/v1.3/business/webhook/list/"));
    }

    [TestCase(false, 0)]
    [TestCase(true, 1)]
    public async Task Disconnecting_one_business_keeps_the_callback_of_the_others(bool remove, int calls, CancellationToken cancellation)
    {
        await using var vendor = await FakeVendor.Start(200, TikTokLab.Ok("{}"));
        var connector = TikTokLab.Connector(new { removeSharedWebhook = remove }, vendor.BaseAddress);

        var outcome = await connector.Remove(TikTokLab.Connection(), cancellation);

        Assert.That((connector.StaysForOthers, outcome is Outcome.Accepted), Is.EqualTo((!remove, remove)), "what was not called is not called done");
        Assert.That(vendor.Requests, Has.Count.EqualTo(calls));
        Assert.That(vendor.Requests.Select(request => request.Path), Is.All.EqualTo("/open_api/v1.3/business/webhook/delete/"));
    }

    private static Task<GrantAnswer> Refresh(FakeVendor vendor, CancellationToken cancellation) =>
        TikTokLab.Connector(apiBase: vendor.BaseAddress).Refresh(TikTokLab.Connection(), cancellation);

    private static void AssertBody(RecordedRequest request, string path, string expected)
    {
        Assert.That(request.Path, Is.EqualTo(path));
        Assert.That(JsonNode.DeepEquals(JsonNode.Parse(request.Body), JsonNode.Parse(expected)), Is.True, () => request.Text);
    }
}
