using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace Hub.Tests.Sandbox;

/// <summary>The authorisation pages are as strict as the platforms': a code works once, with what it was asked with.</summary>
sealed class ConsentTests : SandboxTest
{
    const string Verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    const string Challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"; // RFC 7636, appendix B

    [TestCase(Verifier, "", 200)]
    [TestCase("another", "", 400)]
    [TestCase(Verifier, "x", 400)]
    public async Task A_HubSpot_code_works_once_with_its_verifier_and_its_redirect(string verifier, string elsewhere, int expected)
    {
        var code = await Allow($"/hubspot/oauth/authorize?client_id=sandbox-hubspot-client&scope=a&optional_scope=b&state=s"
            + $"&code_challenge={Challenge}&code_challenge_method=S256&redirect_uri={Redirect}", "1020304");

        Assert.That((await Token(code, verifier, Redirect + elsewhere)).Status, Is.EqualTo(expected));
        Assert.That((await Token(code, verifier, Redirect)).Status, Is.EqualTo(400), "it was used");
    }

    [Test]
    public async Task A_refresh_replaces_both_tokens_of_its_account_and_leaves_other_accounts_theirs()
    {
        var second = await Exchange(await Allow(TikTokPage, "sandbox-tiktok-second"));
        var refresh = (string)second["refresh_token"]!;

        Assert.That(((string?)second["open_id"], (string?)second["scope"]), Is.EqualTo(("sandbox-tiktok-second", "message.list.read")));
        Assert.That((int)(await Refresh(refresh))["code"]!, Is.Zero);
        Assert.That((int)(await Refresh(refresh))["code"]!, Is.EqualTo(40107), "it was used");
        Assert.That((int)(await Refresh("sandbox-tiktok-refresh"))["code"]!, Is.Zero, "the first account's own");
    }

    [Test]
    public async Task An_account_reads_its_own_conversations_and_no_others()
    {
        await HappensAsync(new { platform = "tiktok", from = "lan", text = "hi" });
        var token = (string)(await Exchange(await Allow(TikTokPage, "sandbox-tiktok-second")))["access_token"]!;
        async Task<JsonNode> List(string business) => (await GetAsync(
            $"{TikTok}/conversation/list/?business_id={business}&conversation_type=STRANGER", ("Access-Token", token))).Body;

        Assert.That((int)(await List("sandbox-tiktok-shop"))["code"]!, Is.EqualTo(40001));
        Assert.That((await List("sandbox-tiktok-second"))["data"]!["conversations"]!.AsArray(), Is.Empty);
    }

    [Test]
    public async Task The_page_shows_what_is_asked_and_knows_only_registered_addresses()
    {
        var known = await Http.GetStringAsync($"/hubspot/oauth/authorize?client_id=sandbox-hubspot-client&scope=a&optional_scope=b&redirect_uri={Redirect}");
        using var foreign = await Http.GetAsync("/hubspot/oauth/authorize?client_id=sandbox-hubspot-client&scope=a&redirect_uri=https://evil.example/");

        Assert.That(known, Does.Contain("value=\"a\"").And.Contain("b (optional)").And.Contain("Deny"));
        Assert.That(foreign.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [Test]
    public async Task What_a_person_allows_once_Metas_tokens_have_ended_is_good_and_the_ones_before_stay_dead()
    {
        var before = await MetaToken();
        await FaultsAsync(new { expireTokens = new[] { "whatsapp" } });
        var after = await MetaToken();

        Assert.That(await Number(before), Is.EqualTo(400).Or.EqualTo(401));
        Assert.That(await Number(after), Is.EqualTo(200));

        async Task<int> Number(string token) => (await GetAsync("/graph/v25.0/100200300400500?fields=id", ("Authorization", $"Bearer {token}"))).Status;
    }

    async Task<string> MetaToken()
    {
        var code = await Allow($"/graph/v25.0/dialog/oauth?client_id=1517776481860111&response_type=code&scope=a&state=s&redirect_uri={Redirect}", "100200300400500");
        using var form = new FormUrlEncodedContent([new("client_id", "1517776481860111"), new("client_secret", "sandbox-meta-secret"), new("code", code), new("redirect_uri", Redirect)]);
        using var answer = await Http.PostAsync("/graph/v25.0/oauth/access_token", form);
        return (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["access_token"]!;
    }

    string Redirect => Hub.Address + "connections/authorized/";

    string TikTokPage =>
        $"/tiktok/v2/auth/authorize?client_key=sandbox-app&response_type=code&scope=message.list.read&state=s&redirect_uri={Redirect}";

    async Task<string> Allow(string page, string account)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false }) { BaseAddress = Sandbox.BaseAddress };
        using var form = new FormUrlEncodedContent([new("decision", "allow"), new("account", account), new("scope", "a"), new("scope", "message.list.read")]);
        using var answer = await client.PostAsync(page, form);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Redirect));
        return QueryHelpers.ParseQuery(answer.Headers.Location!.Query)["code"].ToString();
    }

    async Task<(int Status, string Text)> Token(string code, string verifier, string redirect)
    {
        using var form = new FormUrlEncodedContent(
        [
            new("grant_type", "authorization_code"), new("client_id", "sandbox-hubspot-client"), new("client_secret", "sandbox-hubspot-secret"),
            new("code", code), new("code_verifier", verifier), new("redirect_uri", redirect),
        ]);
        using var answer = await Http.PostAsync("/hubspot/oauth/v3/token", form);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    async Task<JsonNode> Exchange(string code) => (await PostAsync("/tiktok/open_api/v1.3/tt_user/oauth2/token/", new
    {
        client_id = "sandbox-app",
        client_secret = "sandbox-tiktok-secret",
        grant_type = "authorization_code",
        auth_code = code,
        redirect_uri = Redirect,
    })).Body["data"]!;

    async Task<JsonNode> Refresh(string token) => (await PostAsync("/tiktok/open_api/v1.3/tt_user/oauth2/refresh_token/", new
    {
        client_id = "sandbox-app",
        client_secret = "sandbox-tiktok-secret",
        grant_type = "refresh_token",
        refresh_token = token,
    })).Body;
}
