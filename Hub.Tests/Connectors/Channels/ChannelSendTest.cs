using Hub.Connectors.Abstractions;
using Hub.Tests.Connectors.Channels.Meta;
using Hub.Tests.Support;

namespace Hub.Tests.Connectors.Channels;

/// <summary>What holds for sending on every channel whose accounts have a token of their own.</summary>
public abstract class ChannelSendTest
{
    private const string Words = "canary-text đơn hàng";

    [Test]
    [CancelAfter(20_000)]
    public async Task A_connection_that_breaks_after_the_request_may_have_sent_it()
    {
        await using var vendor = await FakeVendor.Start(context =>
        {
            context.Abort();
            return Task.CompletedTask;
        });

        Assert.That(await Send(vendor, Part(MessageContent.OfText("x"))), Is.TypeOf<Outcome.Unknown>());
    }

    [Test]
    public async Task Neither_reasons_nor_logs_repeat_what_was_sent()
    {
        var (log, (person, token)) = (new LogList(), Canaries);
        var (status, body) = Refused($"Cannot send '{Words}' to {person} by {token} today");
        await using var vendor = await FakeVendor.Start(status, body);

        var outcome = await Send(vendor, Part(MessageContent.OfText(Words)), log);

        var shown = string.Join('\n', [outcome.ToString(), outcome.Because!.Detail!, .. log.Lines]);
        Assert.That(shown, Does.Not.Contain(Words).And.Not.Contain(person).And.Not.Contain(token));
        Assert.That(outcome.Because.Detail, Does.StartWith("Cannot send").And.EndsWith("today"));
    }

    [Test]
    public async Task Without_a_person_nothing_is_sent()
    {
        await using var vendor = await FakeVendor.Start(200, "{}");

        var outcome = await Send(vendor, Part(MessageContent.OfText("x")) with { To = new Recipient(null, []) });

        Assert.That(outcome.Because!.Code, Does.EndWith("/no-person"));
        Assert.That(vendor.Requests, Is.Empty);
    }

    /// <summary>The recipient's id and the account's token.</summary>
    private protected abstract (string Person, string Token) Canaries { get; }

    private protected abstract Task<Outcome> Send(FakeVendor vendor, OutboundPart part, LogList? log = null);

    private protected abstract OutboundPart Part(MessageContent content);

    /// <returns>The platform's answer when it refuses a message for good, in these words.</returns>
    private protected abstract (int Status, string Body) Refused(string words);

    private protected Task<Outcome> SendText(FakeVendor vendor) => Send(vendor, Part(MessageContent.OfText("x")));
}
