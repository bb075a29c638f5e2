using Hub.Connectors.Abstractions;

namespace Hub.Tests.Connectors.Channels.Meta;

/// <summary>Every sample payload gives exactly the canonical events beside it.</summary>
public sealed class SampleTests
{
    private static IEnumerable<TestCaseData> Samples() =>
        from channel in new[] { "WhatsApp", "Messenger" }
        from file in ChannelBench.Samples(channel)
        select new TestCaseData(channel, file).SetArgDisplayNames(channel, Path.GetFileNameWithoutExtension(file));

    [TestCaseSource(nameof(Samples))]
    public void A_sample_gives_the_expected_events(string channel, string file) =>
        ChannelBench.AssertSample((IReceive)MetaBench.Connector(channel.ToLowerInvariant()), file);

    [TestCaseSource(nameof(Samples))]
    public void A_sample_belongs_to_one_account_and_keeps_its_bytes(string channel, string file)
    {
        var receive = (IReceive)MetaBench.Connector(channel.ToLowerInvariant());
        var body = File.ReadAllBytes(file);

        var routed = receive.Route(MetaBench.Post(body, null));

        Assert.That(routed, Is.Not.Null.And.Not.Empty);
        if (routed is [var only])
            Assert.That(only.Payload.Equals((ReadOnlyMemory<byte>)body), "the very same memory");
    }
}
