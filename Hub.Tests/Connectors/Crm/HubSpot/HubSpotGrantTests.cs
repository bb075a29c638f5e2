using Hub.Connectors.Abstractions;
using Microsoft.AspNetCore.WebUtilities;

namespace Hub.Tests.Connectors.Crm.HubSpot;

[CancelAfter(20_000)]
public sealed class HubSpotGrantTests
{
    private const string Required = "crm.objects.contacts.write crm.objects.contacts.read crm.schemas.contacts.read";
    private const string Tokens = """{"access_token":"new-access","refresh_token":"new-refresh","expires_in":1800,"hub_id":1020304,"scopes":[SCOPES]}""";

    [Test]
    public void The_consent_page_is_asked_for_required_and_optional_scopes_apart()
    {
        var query = QueryHelpers.ParseQuery(HubSpotFixture.Granting().AuthorizeUrl(Request(true), "chall3nge").Query);

        Assert.That(query["scope"].ToString(), Is.EqualTo(Required));
        Assert.That(query["optional_scope"].ToString().Split(' '), Has.Length.EqualTo(5).And.Contain("crm.objects.orders.write"));
        Assert.That((query["code_challenge"].ToString(), query["code_challenge_method"].ToString()), Is.EqualTo(("chall3nge", "S256")));
        Assert.That(HubSpotFixture.Granting().AuthorizeUrl(Request(false)).Query, Does.Not.Contain("optional_scope").And.Not.Contain("challenge"));
    }

    [Test]
    public async Task A_code_and_its_verifier_become_credentials(CancellationToken cancellation)
    {
        await using var fixture = await HubSpotFixture.Start(200, Answer(Required.Split(' ')));

        var answer = await HubSpotFixture.Granting(fixture).Exchange("c0de", new Uri("https://hub.example/cb/"), "ver1fier", cancellation);

        Assert.That(answer.AccountId, Is.EqualTo("1020304"));
        Assert.That(answer.Credentials, Is.EqualTo(new Credentials("new-access", "new-refresh", fixture.Clock.GetUtcNow().AddMinutes(30))));
        Assert.That(answer.DeclinedScopes, Has.Count.EqualTo(5));
        var form = QueryHelpers.ParseQuery(fixture.Vendor.Requests.Single().Text);
        Assert.That(fixture.Vendor.Requests[0].Path, Is.EqualTo("/oauth/v3/token"));
        Assert.That(
            form.ToDictionary(pair => pair.Key, pair => pair.Value.ToString()), Is.EquivalentTo(new Dictionary<string, string>
            {
                ["grant_type"] = "authorization_code",
                ["code"] = "c0de",
                ["redirect_uri"] = "https://hub.example/cb/",
                ["code_verifier"] = "ver1fier",
                ["client_id"] = "client-1",
                ["client_secret"] = "client-secret",
            }));
    }

    [Test]
    public async Task A_required_scope_that_was_not_granted_is_named_and_its_token_can_be_given_back(CancellationToken cancellation)
    {
        await using var fixture = await HubSpotFixture.Start(200, Answer("crm.objects.contacts.write", "crm.schemas.contacts.read"));

        var answer = await HubSpotFixture.Granting(fixture).Exchange("c", new Uri("https://hub.example/"), "v", cancellation);

        Assert.That(answer.Outcome, Is.InstanceOf<Outcome.Misconfigured>());
        Assert.That(answer.MissingScopes, Is.EqualTo(new[] { "crm.objects.contacts.read" }));
        Assert.That(answer.Credentials, Is.Not.Null);
    }

    [TestCase(400, "BAD_REFRESH_TOKEN", typeof(Outcome.AuthRevoked))]
    [TestCase(400, "BAD_HUB", typeof(Outcome.AuthRevoked))]
    [TestCase(400, "BAD_CLIENT_ID", typeof(Outcome.Misconfigured), Description = "the app's own id or secret is wrong, which a person can mend")]
    [TestCase(400, "BAD_REDIRECT_URI", typeof(Outcome.AuthExpired))]
    [TestCase(400, "error", typeof(Outcome.AuthExpired))]
    [TestCase(401, "BAD_REFRESH_TOKEN", typeof(Outcome.Misconfigured))]
    [TestCase(503, "BAD_REFRESH_TOKEN", typeof(Outcome.Transient))]
    public async Task A_refresh_that_fails_is_terminal_only_when_the_grant_is_gone(
        int status, string word, Type expected, CancellationToken cancellation)
    {
        await using var fixture = await HubSpotFixture.Start(status, $$"""{"status":"{{word}}","message":"no"}""");

        var answer = await HubSpotFixture.Granting(fixture).Refresh(fixture.Connection(refreshToken: "refresh-1"), cancellation);

        Assert.That(answer.Outcome, Is.InstanceOf(expected));
    }

    [Test]
    public async Task Revoking_names_the_refresh_token_and_a_pasted_one_is_left_to_its_owner(CancellationToken cancellation)
    {
        await using var fixture = await HubSpotFixture.Start(200, "{}");
        var connector = HubSpotFixture.Granting(fixture);

        Assert.That(await connector.Revoke(fixture.Connection(refreshToken: "refresh-1"), cancellation), Is.InstanceOf<Outcome.Accepted>());
        Assert.That(await connector.Revoke(fixture.Connection(), cancellation), Is.InstanceOf<Outcome.Rejected>());

        Assert.That(fixture.Vendor.Requests.Single().Path, Is.EqualTo("/oauth/v3/token/revoke"));
        Assert.That(QueryHelpers.ParseQuery(fixture.Vendor.Requests[0].Text)["token"].ToString(), Is.EqualTo("refresh-1"));
    }

    [TestCase("BAD_REFRESH_TOKEN", typeof(Outcome.AuthRevoked))]
    [TestCase("BAD_CLIENT_ID", typeof(Outcome.Misconfigured))]
    [TestCase("error", typeof(Outcome.Rejected))]
    public async Task Revoking_calls_a_grant_gone_only_when_HubSpot_does(string word, Type expected, CancellationToken cancellation)
    {
        await using var fixture = await HubSpotFixture.Start(400, $$"""{"status":"{{word}}","message":"no"}""");

        var outcome = await HubSpotFixture.Granting(fixture).Revoke(fixture.Connection(refreshToken: "refresh-1"), cancellation);

        Assert.That(outcome, Is.InstanceOf(expected));
    }

    [Test]
    public void Without_an_app_nobody_is_sent_to_HubSpot()
    {
        Assert.That(HubSpotFixture.Granting().GrantProblems(), Is.Empty);
        Assert.That(
            HubSpotFixture.Plain().GrantProblems().Select(problem => problem.Field), Is.EquivalentTo(new[] { "clientId", "clientSecret" }));
    }

    private static AuthorizeRequest Request(bool withOptional) => new(new Uri("https://hub.example/cb/"), "st&te", withOptional);

    private static string Answer(params string[] scopes) =>
        Tokens.Replace("SCOPES", string.Join(',', scopes.Select(scope => $"\"{scope}\"")));
}
