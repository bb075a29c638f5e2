using Hub.Connectors.Abstractions;
using Hub.Tests.Connectors.Channels.Meta;
using Hub.Tests.Support;

namespace Hub.Tests.Connectors.Channels.WhatsApp;

public sealed class WhatsAppErrorTests
{
    [TestCase(0, "AuthRevoked")]
    [TestCase(190, "AuthRevoked")]
    [TestCase(3, "Misconfigured")]
    [TestCase(10, "Misconfigured")]
    [TestCase(200, "Misconfigured")]
    [TestCase(299, "Misconfigured")]
    [TestCase(131005, "Misconfigured")]
    [TestCase(368, "Misconfigured")]
    [TestCase(131031, "Misconfigured")]
    [TestCase(131037, "Misconfigured")]
    [TestCase(131042, "Misconfigured")]
    [TestCase(131045, "Misconfigured")]
    [TestCase(4, "Throttled")]
    [TestCase(80007, "Throttled")]
    [TestCase(130429, "Throttled")]
    [TestCase(131048, "Throttled")]
    [TestCase(131056, "Throttled")]
    [TestCase(131064, "Throttled")]
    [TestCase(132069, "Throttled")]
    [TestCase(133016, "Throttled")]
    [TestCase(131047, "WindowClosed")]
    [TestCase(131000, "Transient")]
    [TestCase(131016, "Transient")]
    [TestCase(131052, "Transient")]
    [TestCase(131057, "Transient")]
    [TestCase(135000, "Transient")]
    [TestCase(130472, "Rejected")]
    [TestCase(130497, "Rejected")]
    [TestCase(131008, "Rejected")]
    [TestCase(131026, "Rejected")]
    [TestCase(131049, "Rejected")]
    [TestCase(131050, "Rejected")]
    [TestCase(131051, "Rejected")]
    [TestCase(131053, "Rejected")]
    [TestCase(131062, "Rejected")]
    [TestCase(132001, "Rejected")]
    [TestCase(132016, "Rejected")]
    [TestCase(137000, "Rejected")]
    [TestCase(424242, "Rejected")]
    public async Task A_code_means_one_thing_in_answers_and_in_statuses(int code, string expected)
    {
        var answered = await Answered(code);
        var reported = Reported(code);

        Assert.That(answered.GetType().Name, Is.EqualTo(expected));
        Assert.That(reported.GetType().Name, Is.EqualTo(expected));
        Assert.That(answered.Because!.Code, Is.EqualTo($"whatsapp/{code}"));
        Assert.That(answered.Because.Detail, Is.EqualTo("Details."));
    }

    [Test]
    public async Task The_pair_limit_holds_back_one_recipient_only()
    {
        var limit = (Outcome.Throttled)await Answered(131056);

        Assert.That((limit.Scope, limit.RetryAfter), Is.EqualTo((ThrottleScope.Recipient, (TimeSpan?)TimeSpan.FromSeconds(16))));
        Assert.That(((Outcome.Throttled)await Answered(130429)).Scope, Is.EqualTo(ThrottleScope.Connection));
    }

    private static async Task<Outcome> Answered(int code)
    {
        await using var vendor = await FakeVendor.Start(
            400, $$$"""{"error":{"message":"(#{{{code}}}) title","code":{{{code}}},"error_data":{"details":"Details."} } }""");
        return await WhatsAppBench.Send(vendor, WhatsAppBench.Part(MessageContent.OfText("x")));
    }

    private static Outcome Reported(int code)
    {
        var status = $$"""
            {"id":"w","status":"failed","timestamp":"1","recipient_id":"1","errors":[{"code":{{code}},"title":"t"}]}
            """;
        var payload = """{"object":"whatsapp_business_account","entry":[{"changes":[{"field":"messages","value":{"statuses":["""
            + status + "]}}]}]}";
        var parsed = ((IReceive)MetaBench.Connector("whatsapp")).Parse(System.Text.Encoding.UTF8.GetBytes(payload));
        return ((StatusEvent)parsed.Events.Single()).Failure!;
    }
}
