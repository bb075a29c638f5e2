using System.Text;
using Hub.Connectors.Abstractions;

namespace Hub.Tests.Connectors.Channels.Line;

/// <summary>Every sample payload gives exactly the canonical events beside it; what is broken or new costs itself at most.</summary>
public sealed class LineSampleTests
{
    private static IEnumerable<TestCaseData> Samples() =>
        ChannelBench.Samples("Line").Select(file => new TestCaseData(file).SetArgDisplayNames(Path.GetFileNameWithoutExtension(file)));

    [TestCaseSource(nameof(Samples))]
    public void A_sample_gives_the_expected_events(string file) => ChannelBench.AssertSample(LineBench.Connector(), file);

    [TestCaseSource(nameof(Samples))]
    public void A_sample_belongs_to_its_destination_and_keeps_its_bytes(string file)
    {
        var body = File.ReadAllBytes(file);

        var routed = LineBench.Connector().Route(LineBench.Post(body, null));

        Assert.That(routed!.Single(), Is.EqualTo(new RoutedPayload(LineBench.Bot, body)));
    }

    [Test]
    public void A_redelivery_has_the_key_of_the_first_delivery()
    {
        var keys = new[] { "text", "redelivery" }.Select(name =>
            LineBench.Connector().Parse(ChannelBench.Sample("Line", name)).Events.Single().EventKey);

        Assert.That(keys.Distinct().Count(), Is.EqualTo(1));
    }

    [TestCase("7")]
    [TestCase("null")]
    [TestCase("[[]]")]
    [TestCase("{}")]
    [TestCase("""{"\ud800":1}""")]
    [TestCase("""{"type":"message","source":{"type":"user","userId":"U1"}}""")]
    [TestCase("""{"type":"message","source":{"type":"user","userId":"U1"},"message":{"type":"text","text":"no id"}}""")]
    [TestCase("""{"type":"message","source":{"type":"user"},"message":{"id":"1","type":"text","text":"from nobody"}}""")]
    [TestCase("""{"type":"message","timestamp":"soon","source":{"type":"user","userId":"U1"},"message":{"id":"1","type":"location","latitude":"north"}}""")]
    [TestCase("""{"type":"unsend","source":{"type":"user","userId":"U1"},"unsend":{}}""")]
    [TestCase("""{"type":"postback","source":{"type":"user","userId":"U1"}}""")]
    public void A_broken_event_leaves_its_sibling_alone(string broken)
    {
        var body = $$$"""
            {"destination":"{{{LineBench.Bot}}}","events":[{{{broken}}},{"type":"message","mode":"active","timestamp":1,"webhookEventId":"W",
            "source":{"type":"user","userId":"U1"},"message":{"id":"ok","type":"text","text":"ch\u00e0o \ud83d"}}]}
            """;

        var events = LineBench.Connector().Parse(Encoding.UTF8.GetBytes(body)).Events;

        Assert.That(events, Has.Count.EqualTo(2));
        Assert.That(((MessageEvent)events[1]).Content.Text, Is.EqualTo("chào \uFFFD"));
    }

    [TestCase("")]
    [TestCase("{")]
    [TestCase("7")]
    [TestCase("{}")]
    [TestCase("""{"events":{}}""")]
    public void What_cannot_be_read_at_all_says_so(string body)
    {
        Assert.That(LineBench.Connector().Parse(Encoding.UTF8.GetBytes(body)).Unreadable, Is.Not.Null);
        Assert.That(LineBench.Connector().Route(LineBench.Post(Encoding.UTF8.GetBytes(body), null)), Is.Null);
    }
}
