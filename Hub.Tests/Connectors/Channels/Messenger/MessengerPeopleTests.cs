using Hub.Connectors.Abstractions;
using Hub.Tests.Connectors.Channels.Meta;
using Hub.Tests.Support;

namespace Hub.Tests.Connectors.Channels.Messenger;

public sealed class MessengerPeopleTests
{
    [Test]
    public async Task The_profile_gives_the_name()
    {
        await using var vendor = await FakeVendor.Start(200, $$"""{"name":"Nguyễn Thị Lan","id":"{{MessengerBench.Person}}"}""");

        Assert.That(await Name(vendor), Is.EqualTo(new NameAnswer(new Outcome.Accepted(), "Nguyễn Thị Lan")));
        var asked = vendor.Requests.Single();
        Assert.That(asked.Path, Is.EqualTo($"/v25.0/{MessengerBench.Person}"));
        Assert.That((asked.Query, asked.Header("Authorization")), Is.EqualTo(("?fields=name", $"Bearer {MetaBench.Token}")));
    }

    [TestCase(100, 2018218, Description = "an account made with a phone number")]
    [TestCase(100, 33, Description = "not shown to this Page")]
    [TestCase(10, null, Description = "an app that may not read profiles")]
    [TestCase(200, null, Description = "an app that may not read profiles")]
    public async Task Whoever_is_not_told_of_has_no_name_and_nothing_has_failed(int code, int? subcode)
    {
        await using var vendor = await FakeVendor.Start(400, Error(code, subcode));

        Assert.That(await Name(vendor), Is.EqualTo(new NameAnswer(new Outcome.Accepted())));
    }

    [TestCase(613, "Throttled")]
    [TestCase(190, "AuthRevoked")]
    [TestCase(2, "Transient")]
    public async Task Other_failures_are_what_they_are(int code, string expected)
    {
        await using var vendor = await FakeVendor.Start(400, Error(code, null));

        Assert.That((await Name(vendor)).Outcome.GetType().Name, Is.EqualTo(expected));
    }

    private static string Error(int code, int? subcode)
    {
        var sub = subcode is null ? "" : $",\"error_subcode\":{subcode}";
        return $$$"""{"error":{"message":"(#{{{code}}}) No.","type":"OAuthException","code":{{{code}}}{{{sub}}},"fbtrace_id":"A"} }""";
    }

    private static async Task<NameAnswer> Name(FakeVendor vendor)
    {
        using var http = FakeVendor.Client();
        var people = (INamePeople)MetaBench.Connector("messenger", vendor.BaseAddress);
        return await people.Name(MetaBench.Connection(http, new LogList()), MessengerBench.To.Identities, CancellationToken.None);
    }
}
