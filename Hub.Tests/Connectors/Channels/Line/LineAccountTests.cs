using Hub.Connectors.Abstractions;
using Hub.Tests.Support;

namespace Hub.Tests.Connectors.Channels.Line;

/// <summary>Whose account it is, where its webhooks go, who writes to it, and what they send.</summary>
public sealed class LineAccountTests
{
    private static readonly Uri Callback = new("https://hub.example/webhooks/line");

    [TestCase(200, """{"userId":"U8e742f61d673b39c7fff3cecb7536ef0","basicId":"@shop"}""", typeof(Outcome.Accepted))]
    [TestCase(200, "{}", typeof(Outcome.Transient))]
    [TestCase(401, "", typeof(Outcome.AuthRevoked))]
    [TestCase(400, "", typeof(Outcome.Misconfigured))]
    public async Task Checking_a_connection_names_the_bot_that_webhooks_are_for(int status, string body, Type expected)
    {
        await using var vendor = await FakeVendor.Start(status, body);
        using var http = FakeVendor.Client();

        var outcome = await LineBench.Connector(vendor.BaseAddress).Verify(LineBench.Connection(http), CancellationToken.None);

        Assert.That(outcome, Is.TypeOf(expected));
        Assert.That((outcome as Outcome.Accepted)?.RemoteId, Is.EqualTo(status == 200 && body.Length > 2 ? LineBench.Bot : null));
        Assert.That(vendor.Requests.Single().Path, Is.EqualTo("/v2/bot/info"));
    }

    [TestCase(404, "{}", "PUT", typeof(Outcome.Accepted))]
    [TestCase(200, """{"endpoint":"","active":false}""", "PUT", typeof(Outcome.Accepted))]
    [TestCase(200, """{"endpoint":"https://hub.example/webhooks/line","active":true}""", null, typeof(Outcome.Duplicate))]
    [TestCase(200, """{"endpoint":"https://hub.example/webhooks/line","active":false}""", null, typeof(Outcome.Rejected))]
    [TestCase(200, """{"endpoint":"https://other.example/","active":true}""", null, typeof(Outcome.Rejected))]
    [TestCase(500, "", null, typeof(Outcome.Transient))]
    public async Task The_webhook_address_is_entered_where_there_is_none(int status, string standing, string? then, Type expected)
    {
        await using var vendor = await FakeVendor.Start(context =>
            context.Request.Method == "PUT" ? FakeVendor.Reply(context, 200, "{}") : FakeVendor.Reply(context, status, standing));
        using var http = FakeVendor.Client();

        var outcome = await LineBench.Connector(vendor.BaseAddress).Ensure(LineBench.Connection(http), Callback, CancellationToken.None);

        Assert.That(outcome, Is.TypeOf(expected));
        Assert.That(vendor.Requests.Skip(1).Select(request => request.Method), Is.EqualTo(then is null ? [] : new[] { then }));
        if (then is not null)
            Assert.That(vendor.Requests[1].Text, Is.EqualTo("""{"endpoint":"https://hub.example/webhooks/line"}"""));
        if (outcome is Outcome.Rejected)
            Assert.That(outcome.Because!.Words!.Vi, Does.Contain("LINE Developers"));
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
            SettingsScope.Connection, Meta.MetaBench.Settings(new { channelSecret = secret, accessToken = token }));

        Assert.That(problems.Select(problem => problem.Field), Is.EqualTo(field is null ? [] : new[] { field }));
    }
}
