using Hub.Connectors.Abstractions;
using Hub.Tests.Support;

namespace Hub.Tests.Connectors.Channels.Messenger;

public sealed class MessengerErrorTests
{
    [TestCase(10, 2018278, "WindowClosed")]
    [TestCase(10, 2534022, "WindowClosed")]
    [TestCase(10, 2018065, "Rejected")]
    [TestCase(10, 2018108, "Rejected")]
    [TestCase(10, 2018300, "Rejected")]
    [TestCase(10, 1893063, "Misconfigured")]
    [TestCase(10, null, "Misconfigured")]
    [TestCase(200, null, "Misconfigured")]
    [TestCase(100, 2018001, "Rejected")]
    [TestCase(551, 1545041, "Rejected")]
    [TestCase(613, null, "Throttled")]
    [TestCase(4, null, "Throttled")]
    [TestCase(32, null, "Throttled")]
    [TestCase(190, 463, "AuthRevoked")]
    [TestCase(1, null, "Transient")]
    [TestCase(2, null, "Transient")]
    [TestCase(1200, null, "Transient")]
    [TestCase(424242, null, "Rejected")]
    public async Task A_code_is_classified(int code, int? subcode, string expected)
    {
        var sub = subcode is null ? "" : $",\"error_subcode\":{subcode}";
        await using var vendor = await FakeVendor.Start(
            400, $$$"""{"error":{"message":"(#{{{code}}}) No.","type":"OAuthException","code":{{{code}}}{{{sub}}},"fbtrace_id":"A"} }""");

        var outcome = await MessengerBench.Send(vendor, MessengerBench.Part(MessageContent.OfText("xyz")));

        Assert.That(outcome.GetType().Name, Is.EqualTo(expected));
        Assert.That(outcome.Because!.Code, Is.EqualTo(subcode is null ? $"messenger/{code}" : $"messenger/{code}-{subcode}"));
        Assert.That(outcome.Because.Detail, Is.EqualTo($"(#{code}) No."));
    }
}
