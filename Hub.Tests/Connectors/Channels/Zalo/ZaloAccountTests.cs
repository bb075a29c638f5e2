using Hub.Connectors.Abstractions;
using Hub.Connectors.Catalog;
using Hub.Tests.Connectors.Channels.Meta;
using Hub.Tests.Support;
using Microsoft.AspNetCore.WebUtilities;

namespace Hub.Tests.Connectors.Channels.Zalo;

/// <summary>How an account is connected and stays so, who writes to it, and what they send.</summary>
[CancelAfter(20_000)]
public sealed class ZaloAccountTests
{
    private static readonly Uri Redirect = new("https://hub.example/cb");

    [Test]
    public void The_consent_page_is_asked_with_a_proof_key()
    {
        var url = ZaloBench.Connector().AuthorizeUrl(new AuthorizeRequest(Redirect, "st&te", true), "chall-enge_");

        Assert.That(url.GetLeftPart(UriPartial.Path), Is.EqualTo("https://oauth.zaloapp.com/v4/oa/permission"));
        Assert.That(QueryHelpers.ParseQuery(url.Query).ToDictionary(pair => pair.Key, pair => pair.Value.ToString()), Is.EquivalentTo(new Dictionary<string, string>
        {
            ["app_id"] = ZaloBench.App,
            ["redirect_uri"] = Redirect.AbsoluteUri,
            ["code_challenge"] = "chall-enge_",
            ["state"] = "st&te",
        }));
    }

    [TestCase("\"90000\"", 90_000)]
    [TestCase("3600", 3_600)]
    public async Task A_code_becomes_credentials_that_live_as_long_as_Zalo_says(string life, int seconds, CancellationToken cancellation)
    {
        await using var vendor = await FakeVendor.Start(200, $$"""{"access_token":"new-a","refresh_token":"new-r","expires_in":{{life}} }""");

        var answer = await ZaloBench.Connector(vendor.BaseAddress).Exchange("c0de", Redirect, "verifier", cancellation);

        var now = ChannelBench.Clock.GetUtcNow();
        Assert.That(answer.Credentials, Is.EqualTo(new Credentials("new-a", "new-r", now.AddSeconds(seconds), now.AddDays(90))));
        var request = vendor.Requests.Single();
        Assert.That((request.Method, request.Path, request.Header("secret_key")), Is.EqualTo(("POST", "/v4/oa/access_token", ZaloBench.AppSecret)));
        Assert.That(Form(request), Is.EquivalentTo(new Dictionary<string, string>
        {
            ["app_id"] = ZaloBench.App,
            ["code"] = "c0de",
            ["grant_type"] = "authorization_code",
            ["code_verifier"] = "verifier",
        }));
    }

    [Test]
    public async Task A_refresh_takes_over_the_rotated_token(CancellationToken cancellation)
    {
        await using var vendor = await FakeVendor.Start(200, """{"access_token":"new-a","refresh_token":"new-r","expires_in":"90000"}""");

        var answer = await Refresh(vendor, cancellation);

        Assert.That((answer.Credentials!.AccessToken, answer.Credentials.RefreshToken), Is.EqualTo(("new-a", "new-r")));
        Assert.That(answer.Credentials.RefreshExpiresAt, Is.EqualTo(ChannelBench.Clock.GetUtcNow().AddDays(90)), "some three months, and Zalo did not say");
        Assert.That(Form(vendor.Requests.Single()), Is.EquivalentTo(new Dictionary<string, string>
        {
            ["app_id"] = ZaloBench.App,
            ["grant_type"] = "refresh_token",
            ["refresh_token"] = ZaloBench.RefreshToken,
        }));
    }

    [TestCase(200, """{"error":-14020,"error_name":"used"}""", typeof(Outcome.AuthRevoked))]
    [TestCase(200, """{"error":-14019,"error_name":"invalid"}""", typeof(Outcome.AuthExpired))]
    [TestCase(401, "", typeof(Outcome.AuthExpired))]
    [TestCase(500, "", typeof(Outcome.Transient))]
    [TestCase(200, "<html>", typeof(Outcome.Transient))]
    public async Task A_refresh_that_fails_is_terminal_only_when_the_token_was_used_up(int status, string body, Type expected, CancellationToken cancellation)
    {
        await using var vendor = await FakeVendor.Start(status, body);

        Assert.That((await Refresh(vendor, cancellation)).Outcome, Is.TypeOf(expected));
    }

    [TestCase(200, """{"error":-14019,"error_description":"code c0de-canary of app-canary-secret is used"}""", typeof(Outcome.Rejected))]
    [TestCase(401, "", typeof(Outcome.Rejected))]
    [TestCase(500, "", typeof(Outcome.Unknown))]
    public async Task A_code_that_is_refused_gives_no_credentials_and_quotes_nothing(int status, string body, Type expected, CancellationToken cancellation)
    {
        await using var vendor = await FakeVendor.Start(status, body);

        var answer = await ZaloBench.Connector(vendor.BaseAddress).Exchange("c0de-canary", Redirect, "verifier", cancellation);

        Assert.That(answer.Outcome, Is.TypeOf(expected));
        Assert.That(answer.Credentials, Is.Null);
        Assert.That($"{answer.Outcome} {answer.Outcome.Because!.Detail}", Does.Not.Contain("canary"));
    }

    [Test]
    public async Task The_token_says_whose_it_is(CancellationToken cancellation)
    {
        await using var vendor = await FakeVendor.Start(200, $$"""{"error":0,"data":{"oa_id":"{{ZaloBench.Account}}","name":"Shop"} }""");
        using var http = FakeVendor.Client();
        var connector = ZaloBench.Connector(vendor.BaseAddress);

        var accounts = await connector.ListAccounts(new Credentials(ZaloBench.Token), cancellation);

        Assert.That(accounts.Accounts, Is.EqualTo(new[] { new RemoteAccount(ZaloBench.Account, "Shop") }));
        Assert.That(await connector.Verify(ZaloBench.Connection(http), cancellation), Is.EqualTo(new Outcome.Accepted(ZaloBench.Account)));
        Assert.That(vendor.Requests.Select(request => (request.Path, request.Header("access_token"))), Is.All.EqualTo(("/v2.0/oa/getoa", ZaloBench.Token)));
    }

    [Test]
    public async Task A_token_of_another_account_is_told_as_one(CancellationToken cancellation)
    {
        await using var vendor = await FakeVendor.Start(200, """{"error":0,"data":{"oa_id":"42","name":"Another"}}""");
        using var http = FakeVendor.Client();

        var outcome = await ZaloBench.Connector(vendor.BaseAddress).Verify(ZaloBench.Connection(http), cancellation);

        Assert.That(outcome, Is.TypeOf<Outcome.Misconfigured>());
        Assert.That(outcome.Because!.Words!.Vi, Does.Contain("tài khoản Zalo khác"));
    }

    [Test]
    public async Task Nobody_but_a_person_can_take_a_grant_back_and_the_words_say_where(CancellationToken cancellation)
    {
        using var http = FakeVendor.Client();

        var outcome = await ZaloBench.Connector().Revoke(ZaloBench.Connection(http), cancellation);

        Assert.That(outcome, Is.TypeOf<Outcome.Rejected>());
        Assert.That(outcome.Because!.Words!.Vi, Does.Contain("oa.zalo.me"));
    }

    [TestCase("""{"error":0,"data":{"display_name":"Lan"}}""", typeof(Outcome.Accepted), "Lan")]
    [TestCase("""{"error":0,"data":{}}""", typeof(Outcome.Accepted), null)]
    [TestCase("""{"error":-213,"message":"no"}""", typeof(Outcome.Accepted), null)]
    [TestCase("""{"error":-216}""", typeof(Outcome.AuthExpired), null)]
    public async Task A_person_is_asked_for_by_id_and_may_be_nobodys_business(string body, Type expected, string? name, CancellationToken cancellation)
    {
        await using var vendor = await FakeVendor.Start(200, body);
        using var http = FakeVendor.Client();

        var answer = await ZaloBench.Connector(vendor.BaseAddress).Name(ZaloBench.Connection(http), ZaloBench.To.Identities, cancellation);

        Assert.That(answer.Outcome, Is.TypeOf(expected));
        Assert.That(answer.Name, Is.EqualTo(name));
        Assert.That(vendor.Requests.Single().Path, Is.EqualTo("/v3.0/oa/user/detail"));
        Assert.That(QueryHelpers.ParseQuery(vendor.Requests.Single().Query)["data"].ToString(), Is.EqualTo($$"""{"user_id":"{{ZaloBench.Person}}"}"""));
    }

    [TestCase(6, typeof(Outcome.Accepted))]
    [TestCase(5, typeof(Outcome.Rejected))]
    public async Task A_picture_is_fetched_without_the_token(long most, Type expected, CancellationToken cancellation)
    {
        await using var vendor = await FakeVendor.Start(200, "pixels", "image/png");

        var fetched = await Fetch(vendor, new Uri(vendor.BaseAddress, "a.png").ToString(), most, cancellation);

        Assert.That(fetched, Is.TypeOf(expected));
        Assert.That(vendor.Requests.Single().Headers.Keys, Has.None.EqualTo("access_token").IgnoreCase.And.None.EqualTo("Authorization").IgnoreCase);
    }

    [TestCase("https://media.example.com.evil.example/a.png", typeof(Outcome.Misconfigured))]
    [TestCase("http://a.media.example.com/a.png", typeof(Outcome.Misconfigured))]
    [TestCase("not an address", typeof(Outcome.Rejected))]
    [TestCase(null, typeof(Outcome.Rejected))]
    public async Task Hosts_that_nobody_has_named_are_not_asked(string? url, Type expected, CancellationToken cancellation)
    {
        await using var vendor = await FakeVendor.Start(200, "");

        Assert.That(await Fetch(vendor, url, 100, cancellation), Is.TypeOf(expected));
        Assert.That(vendor.Requests, Is.Empty);
    }

    [Test]
    public void The_manifest_holds_the_window_and_the_free_replies_and_fits_the_contract()
    {
        var manifest = ZaloBench.Connector().Manifest;

        Assert.That((manifest.Limits.WindowHours, manifest.Limits.WindowMessages), Is.EqualTo((48d, 8)));
        Assert.That(manifest.EntryType, Is.EqualTo(ZaloBench.Connector().GetType().FullName));
        Assert.That(ContractFit.Problem(manifest.Contract), Is.Null);
    }

    [Test]
    public void Each_wrong_setting_is_named_in_two_languages()
    {
        var problems = ZaloBench.Connector().Validate(SettingsScope.App, ChannelBench.Settings(new
        {
            apiBase = "ftp://example.com",
            accountPath = "../x",
            windowClosedCodes = "none",
            quotaSpentCodes = "1;x",
            mediaHosts = "no host!",
        }));

        Assert.That(problems.Select(problem => problem.Field), Is.EquivalentTo(
            new[] { "appId", "appSecret", "apiBase", "accountPath", "windowClosedCodes", "quotaSpentCodes", "mediaHosts" }));
        Assert.That(problems.Select(problem => problem.Message.Vi), Has.None.Empty);
        Assert.That(ZaloBench.Connector().Validate(SettingsScope.Connection, ChannelBench.Settings(new { })), Is.Empty);
    }

    private static async Task<Outcome> Fetch(FakeVendor vendor, string? url, long most, CancellationToken cancellation)
    {
        using var http = FakeVendor.Client();
        var fetched = await ZaloBench.Connector(vendor.BaseAddress).Fetch(
            ZaloBench.Connection(http), new MediaRef(null, url), Stream.Null, most, cancellation);
        return fetched.Outcome;
    }

    private static async Task<GrantAnswer> Refresh(FakeVendor vendor, CancellationToken cancellation)
    {
        using var http = FakeVendor.Client();
        return await ZaloBench.Connector(vendor.BaseAddress).Refresh(ZaloBench.Connection(http), cancellation);
    }

    private static Dictionary<string, string> Form(RecordedRequest request) =>
        QueryHelpers.ParseQuery(request.Text).ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
}
