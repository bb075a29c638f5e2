using Hub.Connectors.Abstractions;
using Hub.Tests.Support;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hub.Tests.Connectors.Channels.Meta;

[CancelAfter(20_000)]
public sealed class MetaGrantTests
{
    private static readonly Uri Redirect = new("https://hub.example/cb/");

    private static readonly Dictionary<string, string> Answers = new()
    {
        ["POST /v25.0/oauth/access_token"] = """{"access_token":"person-token","token_type":"bearer","expires_in":5183000}""",
        ["GET /v25.0/debug_token"] = """
            {"data":{"user_id":"555","is_valid":true,
             "scopes":["pages_show_list","pages_messaging","whatsapp_business_messaging","whatsapp_business_management"],
             "granular_scopes":[{"scope":"whatsapp_business_management","target_ids":["waba-1"]},{"scope":"pages_messaging"}]}}
            """,
        ["GET /v25.0/me/accounts"] = """
            {"data":[{"id":"204480113355779","name":"Hoa Mai","access_token":"page-token"},{"id":"9","name":"No right to write here"}]}
            """,
        ["GET /v25.0/waba-1/phone_numbers"] = """
            {"data":[{"id":"1002","display_phone_number":"+84 90 123 4567","verified_name":"Hoa Mai"}]}
            """,
        ["DELETE /v25.0/me/permissions/pages_messaging"] = """{"success":true}""",
        ["DELETE /v25.0/me/permissions/pages_show_list"] = """{"success":true}""",
    };

    [TestCase("messenger", "pages_show_list,pages_messaging,pages_manage_metadata,pages_read_engagement")]
    [TestCase("whatsapp", "whatsapp_business_messaging,whatsapp_business_management")]
    public void The_consent_page_is_asked_for_the_manifests_scopes(string id, string scopes)
    {
        var url = Connector(id).AuthorizeUrl(new AuthorizeRequest(Redirect, "st&te", true));

        var query = QueryHelpers.ParseQuery(url.Query);
        Assert.That(url.GetLeftPart(UriPartial.Path), Is.EqualTo("https://www.facebook.com/v25.0/dialog/oauth"));
        Assert.That((query["client_id"].ToString(), query["state"].ToString()), Is.EqualTo((MetaBench.AppId, "st&te")));
        Assert.That(query["scope"].ToString(), Is.EqualTo(scopes));
    }

    [Test]
    public async Task A_Page_comes_with_a_token_of_its_own(CancellationToken cancellation)
    {
        await using var vendor = await Vendor();
        var connector = Connector("messenger", vendor);

        var grant = await connector.Exchange("c0de", Redirect, cancellation);
        var pages = await connector.ListAccounts(grant.Credentials!, cancellation);

        Assert.That((grant.Outcome, grant.AccountId), Is.EqualTo(((Outcome)new Outcome.Accepted(), "555")));
        Assert.That(grant.DeclinedScopes, Is.EqualTo(new[] { "pages_manage_metadata", "pages_read_engagement" }));
        Assert.That(pages.Accounts.Select(page => (page.AccountId, page.Name)), Is.EqualTo(new[] { ("204480113355779", "Hoa Mai") }));
        Assert.That(pages.Accounts[0].Credentials, Is.EqualTo(new Credentials("page-token", "person-token")));
        Assert.That(vendor.Requests[0].Query, Is.Empty, "the code and the secret stand in no address");
    }

    [Test]
    public async Task A_number_comes_from_the_business_accounts_that_were_chosen(CancellationToken cancellation)
    {
        await using var vendor = await Vendor();
        var connector = Connector("whatsapp", vendor);

        var grant = await connector.Exchange("c0de", Redirect, cancellation);
        var numbers = await connector.ListAccounts(grant.Credentials!, cancellation);

        var ends = ChannelBench.Clock.GetUtcNow().AddSeconds(5_183_000);
        Assert.That(numbers.Accounts.Select(number => (number.AccountId, number.Name)), Is.EqualTo(new[] { ("1002", "Hoa Mai +84 90 123 4567") }));
        Assert.That(numbers.Accounts[0].Credentials, Is.Null, "the grant's own serve all numbers");
        Assert.That(grant.Credentials, Is.EqualTo(new Credentials("person-token", "person-token", ends, ends)));
    }

    [Test]
    public async Task A_short_lived_token_is_traded_for_a_long_lived_one(CancellationToken cancellation)
    {
        var calls = 0;
        await using var vendor = await FakeVendor.Start(context => FakeVendor.Reply(context, 200, context.Request.Method == "GET"
            ? Answers["GET /v25.0/debug_token"]
            : ++calls == 1 ? """{"access_token":"short","expires_in":5000}""" : """{"access_token":"long","expires_in":5184000}"""));

        var grant = await Connector("messenger", vendor).Exchange("c0de", Redirect, cancellation);

        Assert.That(grant.Credentials!.AccessToken, Is.EqualTo("long"));
        Assert.That(QueryHelpers.ParseQuery(vendor.Requests[^1].Text)["fb_exchange_token"].ToString(), Is.EqualTo("short"));
    }

    [TestCase("messenger")]
    [TestCase("whatsapp")]
    public async Task A_token_that_could_not_be_traded_is_handed_over_with_its_owner_to_be_given_back(string id, CancellationToken cancellation)
    {
        var calls = 0;
        await using var vendor = await FakeVendor.Start(context => context.Request.Method == "GET"
            ? FakeVendor.Reply(context, 200, Answers["GET /v25.0/debug_token"])
            : ++calls == 1
                ? FakeVendor.Reply(context, 200, """{"access_token":"short","expires_in":5000}""")
                : FakeVendor.Reply(context, 500, """{"error":{"code":2,"message":"(#2) away"}}"""));

        var grant = await Connector(id, vendor).Exchange("c0de", Redirect, cancellation);

        Assert.That(grant.Outcome, Is.InstanceOf<Outcome.Transient>().Or.InstanceOf<Outcome.Unknown>());
        Assert.That((grant.Credentials?.AccessToken, grant.AccountId), Is.EqualTo(("short", "555")));
    }

    [Test]
    public async Task The_numbers_of_a_large_business_are_read_page_by_page_and_not_for_ever(CancellationToken cancellation)
    {
        await using var vendor = await FakeVendor.Start(context =>
        {
            if (!context.Request.Path.Value!.EndsWith("/phone_numbers", StringComparison.Ordinal))
                return FakeVendor.Reply(context, 200, Answers["GET /v25.0/debug_token"]);
            var page = int.TryParse(context.Request.Query["after"], out var after) ? after : 0;
            return FakeVendor.Reply(context, 200, $$$"""
                {"data":[{"id":"n{{{page}}}"}],"paging":{"cursors":{"before":"b","after":"{{{page + 1}}}"},"next":"https://graph.example/next"}}
                """);
        });

        var numbers = await Connector("whatsapp", vendor).ListAccounts(new Credentials("person-token"), cancellation);

        Assert.That(numbers.Accounts.Select(number => number.AccountId), Is.EqualTo(Enumerable.Range(0, 20).Select(page => $"n{page}")));
        var asked = vendor.Requests.Where(request => request.Path.EndsWith("/phone_numbers", StringComparison.Ordinal)).Select(request => QueryHelpers.ParseQuery(request.Query)).ToList();
        Assert.That(asked.Select(query => query["limit"].ToString()), Is.All.EqualTo("100"));
        Assert.That(asked[1]["after"].ToString(), Is.EqualTo("1"));
    }

    [Test]
    public async Task A_page_that_fails_is_no_shorter_list(CancellationToken cancellation)
    {
        await using var vendor = await FakeVendor.Start(context => !context.Request.Path.Value!.EndsWith("/phone_numbers", StringComparison.Ordinal)
            ? FakeVendor.Reply(context, 200, Answers["GET /v25.0/debug_token"])
            : context.Request.Query.ContainsKey("after")
                ? FakeVendor.Reply(context, 503, "")
                : FakeVendor.Reply(context, 200, """{"data":[{"id":"1"}],"paging":{"cursors":{"after":"2"},"next":"https://graph.example/next"}}"""));

        var numbers = await Connector("whatsapp", vendor).ListAccounts(new Credentials("person-token"), cancellation);

        Assert.That(numbers.Outcome, Is.InstanceOf<Outcome.Transient>());
        Assert.That(numbers.Accounts, Is.Empty);
    }

    [Test]
    public async Task Revoking_takes_back_this_connectors_permissions_only(CancellationToken cancellation)
    {
        await using var vendor = await Vendor();
        var connector = Connector("messenger", vendor);

        Assert.That(await connector.Revoke(Connection("person-token"), cancellation), Is.InstanceOf<Outcome.Accepted>());
        Assert.That(vendor.Requests.Select(request => request.Path[(request.Path.LastIndexOf('/') + 1)..]), Is.EqualTo(
            new[] { "pages_show_list", "pages_messaging", "pages_manage_metadata", "pages_read_engagement" }), "one that was never granted is no failure");
        Assert.That(await connector.Revoke(Connection(null), cancellation), Is.InstanceOf<Outcome.Rejected>(), "a pasted token");
    }

    [Test]
    public async Task A_Page_that_the_person_has_lost_is_a_grant_that_is_gone(CancellationToken cancellation)
    {
        await using var vendor = await Vendor();
        var lost = Connection("person-token") with { AccountId = "42" };

        Assert.That((await Connector("messenger", vendor).Refresh(lost, cancellation)).Outcome, Is.InstanceOf<Outcome.AuthRevoked>());
        Assert.That(
            (await Connector("messenger", vendor).Refresh(Connection("person-token"), cancellation)).Credentials!.AccessToken,
            Is.EqualTo("page-token"));
    }

    private static IGrantSettings Connector(string id, FakeVendor? vendor = null) =>
        (IGrantSettings)MetaBench.Connector(id, vendor?.BaseAddress);

    private static ConnectionContext Connection(string? person) => new(
        Guid.Empty, MetaBench.Account, ConnectorSettings.Empty, new Credentials("page-token", person), FakeVendor.Client(), NullLogger.Instance);

    private static Task<FakeVendor> Vendor() => FakeVendor.Start(context =>
        Answers.TryGetValue($"{context.Request.Method} {context.Request.Path}", out var answer)
            ? FakeVendor.Reply(context, 200, answer)
            : FakeVendor.Reply(context, 400, """{"error":{"code":100,"message":"(#100) no such thing"}}"""));
}
