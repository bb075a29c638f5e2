using Hub.Connectors.Abstractions;
using Hub.Tests.Support;

namespace Hub.Tests.Connectors.Channels.Line;

/// <summary>Whose account it is, where its webhooks go, who writes to it, and what they send.</summary>
public sealed class LineAccountTests
{
    private const string Info = $$"""{"userId":"{{LineBench.Bot}}"}""";

    private static readonly Uri Callback = new("https://hub.example/webhooks/line");

    [TestCase(200, """{"userId":"U8e742f61d673b39c7fff3cecb7536ef0","basicId":"@shop"}""", typeof(Outcome.Accepted))]
    [TestCase(200, "{}", typeof(Outcome.Transient))]
    [TestCase(401, "", typeof(Outcome.AuthRevoked))]
    [TestCase(400, "", typeof(Outcome.Misconfigured))]
    public async Task Checking_a_connection_names_the_bot_that_webhooks_are_for(int status, string body, Type expected)
    {
        await using var vendor = await Vendor(status, body);
        using var http = FakeVendor.Client();

        var outcome = await LineBench.Connector(vendor.BaseAddress).Verify(LineBench.Connection(http) with { AccountId = "" }, CancellationToken.None);

        Assert.That(outcome, Is.TypeOf(expected));
        Assert.That((outcome as Outcome.Accepted)?.RemoteId, Is.EqualTo(status == 200 && body.Length > 2 ? LineBench.Bot : null));
        Assert.That((vendor.Requests[0].Path, vendor.Requests[0].Header("Authorization")), Is.EqualTo(("/v2/bot/info", $"Bearer {LineBench.Token}")));
    }

    [Test]
    public async Task A_token_of_another_account_is_told_as_one()
    {
        await using var vendor = await Vendor(200, """{"userId":"U00000000000000000000000000000000"}""");
        using var http = FakeVendor.Client();

        var outcome = await LineBench.Connector(vendor.BaseAddress).Verify(LineBench.Connection(http), CancellationToken.None);

        Assert.That(outcome, Is.TypeOf<Outcome.Misconfigured>());
        Assert.That(outcome.Because!.Code, Is.EqualTo("line/other-account"));
        Assert.That(outcome.Because.Words!.Vi, Does.Contain("tài khoản LINE khác"));
    }

    [TestCase(200, """{"token_type":"Bearer","access_token":"another-canary","expires_in":899}""", typeof(Outcome.Accepted))]
    [TestCase(400, """{"error":"invalid_client","error_description":"invalid client_secret"}""", typeof(Outcome.Misconfigured))]
    [TestCase(401, "", typeof(Outcome.Misconfigured))]
    [TestCase(500, "", typeof(Outcome.Transient))]
    [TestCase(429, "", typeof(Outcome.Throttled))]
    [TestCase(404, "", typeof(Outcome.Accepted))]
    public async Task The_channel_secret_is_checked_with_the_id_that_the_token_tells(int status, string body, Type expected)
    {
        await using var vendor = await Vendor(200, Info, issued: (status, body));
        using var http = FakeVendor.Client();

        var outcome = await LineBench.Connector(vendor.BaseAddress).Verify(LineBench.Connection(http), CancellationToken.None);

        Assert.That(outcome, Is.TypeOf(expected));
        Assert.That(vendor.Requests.Select(request => request.Path), Is.EqualTo(new[] { "/v2/bot/info", "/v2/oauth/verify", "/oauth2/v3/token" }));
        Assert.That(vendor.Requests.Skip(1).Select(request => request.Header("Authorization")), Is.All.Null);
        Assert.That(vendor.Requests[1].Text, Is.EqualTo($"access_token={LineBench.Token}"));
        Assert.That(vendor.Requests[2].Text, Is.EqualTo($"grant_type=client_credentials&client_id=1350031035&client_secret={LineBench.Secret}"));
        if (outcome is Outcome.Misconfigured)
            Assert.That(outcome.Because!.Words!.Vi, Does.Contain("Channel secret không đúng"));
        Assert.That($"{outcome} {outcome.Because?.Detail}", Does.Not.Contain(LineBench.Secret).And.Not.Contain("canary"));
    }

    [Test]
    public async Task A_token_that_tells_no_channel_leaves_the_secret_to_the_first_webhook()
    {
        await using var vendor = await Vendor(200, Info, channel: (400, """{"error":"invalid_request"}"""));
        using var http = FakeVendor.Client();

        Assert.That(await LineBench.Connector(vendor.BaseAddress).Verify(LineBench.Connection(http), CancellationToken.None), Is.EqualTo(new Outcome.Accepted(LineBench.Bot)));
        Assert.That(vendor.Requests, Has.Count.EqualTo(2));
    }

    [TestCase(404, "{}", true, "PUT,GET", typeof(Outcome.Accepted))]
    [TestCase(200, """{"endpoint":"","active":false}""", true, "PUT,GET", typeof(Outcome.Accepted))]
    [TestCase(404, "{}", false, "PUT,GET", typeof(Outcome.Rejected))]
    [TestCase(200, """{"endpoint":"https://hub.example/webhooks/line","active":true}""", true, "", typeof(Outcome.Duplicate))]
    [TestCase(200, """{"endpoint":"https://hub.example/webhooks/line","active":false}""", false, "", typeof(Outcome.Rejected))]
    [TestCase(200, """{"endpoint":"https://other.example/","active":true}""", true, "", typeof(Outcome.Rejected))]
    [TestCase(500, "", true, "", typeof(Outcome.Transient))]
    public async Task The_webhook_address_is_entered_where_there_is_none_and_a_switch_that_is_off_is_seen_at_once(
        int status, string standing, bool isOn, string then, Type expected)
    {
        var isEntered = false;
        await using var vendor = await FakeVendor.Start(context =>
        {
            var enters = context.Request.Method == "PUT";
            isEntered |= enters;
            return enters ? FakeVendor.Reply(context, 200, "{}")
                : isEntered ? FakeVendor.Reply(context, 200, $$"""{"endpoint":"{{Callback}}","active":{{(isOn ? "true" : "false")}}}""")
                : FakeVendor.Reply(context, status, standing);
        });
        using var http = FakeVendor.Client();

        var outcome = await LineBench.Connector(vendor.BaseAddress).Ensure(LineBench.Connection(http), Callback, CancellationToken.None);

        Assert.That(outcome, Is.TypeOf(expected));
        Assert.That(string.Join(',', vendor.Requests.Skip(1).Select(request => request.Method)), Is.EqualTo(then));
        if (isEntered)
            Assert.That(vendor.Requests[1].Text, Is.EqualTo("""{"endpoint":"https://hub.example/webhooks/line"}"""));
        if (outcome is Outcome.Rejected)
            Assert.That(outcome.Because!.Words!.Vi, Does.Contain("LINE Developers").And.Contain(isOn ? "địa chỉ khác" : "\"Use webhook\""));
    }

    [TestCase(200, """{"displayName":"Lan","userId":"U1"}""", typeof(Outcome.Accepted), "Lan")]
    [TestCase(404, """{"message":"Not found"}""", typeof(Outcome.Accepted), null)]
    [TestCase(500, "", typeof(Outcome.Transient), null)]
    public async Task A_person_is_asked_for_by_id_and_may_be_nobodys_business(int status, string body, Type expected, string? name)
    {
        await using var vendor = await FakeVendor.Start(status, body);
        using var http = FakeVendor.Client();

        var answer = await LineBench.Connector(vendor.BaseAddress).Name(LineBench.Connection(http), LineBench.To.Identities, CancellationToken.None);

        Assert.That(answer.Outcome, Is.TypeOf(expected));
        Assert.That(answer.Name, Is.EqualTo(name));
        Assert.That(vendor.Requests.Single().Path, Is.EqualTo($"/v2/bot/profile/{LineBench.Person}"));
    }

    [TestCase(200, 6, typeof(Outcome.Accepted))]
    [TestCase(200, 5, typeof(Outcome.Rejected))]
    [TestCase(202, 6, typeof(Outcome.Transient))]
    [TestCase(404, 6, typeof(Outcome.NotFound))]
    public async Task What_a_person_sent_is_fetched_by_the_messages_id(int status, long most, Type expected)
    {
        await using var vendor = await FakeVendor.Start(status, "pixels", "image/png");
        using var http = FakeVendor.Client();
        using var destination = new MemoryStream();

        var fetched = await LineBench.Connector(vendor.BaseAddress).Fetch(
            LineBench.Connection(http), new MediaRef("354718705033693859"), destination, most, CancellationToken.None);

        Assert.That(fetched.Outcome, Is.TypeOf(expected));
        var request = vendor.Requests.Single();
        Assert.That((request.Path, request.Header("Authorization")), Is.EqualTo(("/v2/bot/message/354718705033693859/content", $"Bearer {LineBench.Token}")));
    }

    [Test]
    public async Task What_lies_elsewhere_is_not_asked_for()
    {
        using var http = FakeVendor.Client();
        var fetched = await LineBench.Connector().Fetch(
            LineBench.Connection(http), new MediaRef(null, "https://example.com/a.jpg"), Stream.Null, 100, CancellationToken.None);

        Assert.That(fetched.Outcome, Is.TypeOf<Outcome.Rejected>());
    }

    [TestCase("", "t", "channelSecret")]
    [TestCase("s", "", "accessToken")]
    [TestCase("s", "t", null)]
    public void A_connection_needs_both_secrets(string secret, string token, string? field)
    {
        var problems = LineBench.Connector().Validate(
            SettingsScope.Connection, ChannelBench.Settings(new { channelSecret = secret, accessToken = token }));

        Assert.That(problems.Select(problem => problem.Field), Is.EqualTo(field is null ? [] : new[] { field }));
    }

    private static Task<FakeVendor> Vendor(int status, string info, (int Status, string Body)? channel = null, (int Status, string Body)? issued = null)
    {
        var answers = new Dictionary<string, (int Status, string Body)>
        {
            ["/v2/bot/info"] = (status, info),
            ["/v2/oauth/verify"] = channel ?? (200, """{"client_id":"1350031035","expires_in":3138007490,"scope":"P CM"}"""),
            ["/oauth2/v3/token"] = issued ?? (200, """{"token_type":"Bearer","access_token":"another-canary","expires_in":899}"""),
        };
        return FakeVendor.Start(context =>
        {
            var answer = answers[context.Request.Path.Value!];
            return FakeVendor.Reply(context, answer.Status, answer.Body);
        });
    }
}
