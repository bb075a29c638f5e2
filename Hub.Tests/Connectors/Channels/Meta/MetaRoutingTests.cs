using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Hub.Connectors.Abstractions;

namespace Hub.Tests.Connectors.Channels.Meta;

public sealed class MetaRoutingTests
{
    private const int Accounts = 5;

    private static readonly Config ManyPlans = Config.QuickThrowOnFailure.WithMaxTest(300);

    [Test]
    public void Routed_WhatsApp_changes_are_neither_lost_nor_doubled_nor_mixed() =>
        FsCheck.Check.One(ManyPlans, Prop.ForAll<byte[]>(CheckWhatsApp));

    [Test]
    public void Routed_Messenger_entries_are_neither_lost_nor_doubled_nor_mixed() =>
        FsCheck.Check.One(ManyPlans, Prop.ForAll<byte[]>(CheckMessenger));

    [Test]
    public void Members_beside_the_changes_stay()
    {
        var body = """
            {"object":"whatsapp_business_account","extra":12345678901234567890,"entry":[{"id":"w","time":17,"changes":[
            {"field":"messages","value":{"metadata":{"phone_number_id":"1"},"messages":[{"n":1.50}]}},
            {"field":"account_update","value":{"event":"PARTNER_REMOVED"}}]}]}
            """;

        var routed = Route("whatsapp", body)!;

        Assert.That(routed.Select(part => part.AccountId), Is.EqualTo(new[] { "1", "w" }));
        Assert.That(Text(routed[0]), Is.EqualTo(
            """{"object":"whatsapp_business_account","extra":12345678901234567890,"entry":[{"id":"w","time":17,"changes":["""
            + """{"field":"messages","value":{"metadata":{"phone_number_id":"1"},"messages":[{"n":1.50}]}}]}]}"""));
        Assert.That(Text(routed[1]), Does.Contain("PARTNER_REMOVED").And.Not.Contain("phone_number_id"));
    }

    [TestCase("whatsapp", "")]
    [TestCase("whatsapp", "[]")]
    [TestCase("whatsapp", "null")]
    [TestCase("whatsapp", "{}")]
    [TestCase("whatsapp", """{"object":"page","entry":[]}""")]
    [TestCase("whatsapp", """{"object":"whatsapp_business_account","entry":{}}""")]
    [TestCase("messenger", """{"object":"instagram","entry":[]}""")]
    [TestCase("messenger", """{"object":"page"}""")]
    [TestCase("messenger", """{"object":"page","entry":[""")]
    [TestCase("messenger", """{"object":"page","entry":[],"objec\ud800":1}""")]
    public void What_is_no_envelope_of_the_product_is_told_apart(string connector, string body)
    {
        Assert.That(Route(connector, body), Is.Null);
    }

    [TestCase("whatsapp", """{"object":"whatsapp_business_account","entry":[7,{"id":"w","changes":["x"]}]}""")]
    [TestCase("messenger", """{"object":"page","entry":[7,{"id":"w"}]}""")]
    public void An_odd_entry_costs_its_siblings_nothing(string connector, string body)
    {
        Assert.That(Route(connector, body)!.Select(part => part.AccountId), Is.EqualTo(new[] { "", "w" }));
    }

    [Test]
    public void An_envelope_without_entries_belongs_to_nobody()
    {
        Assert.That(Route("messenger", """{"object":"page","entry":[]}"""), Is.Empty);
    }

    // Each byte is one message: its account, and whether it opens a new entry.
    private static void CheckWhatsApp(byte[] plan)
    {
        var entries = new JsonArray();
        foreach (var (step, at) in plan.Select((step, at) => (step, at)))
        {
            if (entries.Count == 0 || step >= 128)
                entries.Add(new JsonObject { ["id"] = "waba", ["changes"] = new JsonArray() });
            var value = JsonNode.Parse($$"""{"messages":[{{WhatsAppText(step % Accounts, at)}}]}""")!.AsObject();
            // The last account stands for changes that name no number: they belong to the business account.
            if (step % Accounts < Accounts - 1)
                value["metadata"] = new JsonObject { ["phone_number_id"] = $"account{step % Accounts}" };
            entries[^1]!["changes"]!.AsArray().Add(new JsonObject { ["field"] = "messages", ["value"] = value });
        }

        CheckRouting(
            "whatsapp", "whatsapp_business_account", entries, plan, account => account < Accounts - 1 ? $"account{account}" : "waba");
    }

    private static void CheckMessenger(byte[] plan)
    {
        var entries = new JsonArray([.. plan.Select((step, at) => JsonNode.Parse(
            $$"""{"id":"account{{step % Accounts}}","time":1,"messaging":[{{MessengerText(step % Accounts, at)}}]}"""))]);

        CheckRouting("messenger", "page", entries, plan, account => $"account{account}");
    }

    private static void CheckRouting(string connector, string objectName, JsonArray entries, byte[] plan, Func<int, string> nameOf)
    {
        var body = new JsonObject { ["object"] = objectName, ["entry"] = entries }.ToJsonString();
        var receive = (IReceive)MetaBench.Connector(connector);

        var routed = Route(connector, body)!;

        var expected = plan.Select((step, at) => (Account: nameOf(step % Accounts), Key: Key(step % Accounts, at))).ToLookup(
            message => message.Account, message => message.Key);
        Assert.That(routed.Select(part => part.AccountId), Is.EquivalentTo(expected.Select(account => account.Key)));
        foreach (var part in routed)
        {
            var events = receive.Parse(part.Payload).Events.OfType<MessageEvent>().Select(message => message.MessageKey);
            Assert.That(events, Is.EqualTo(expected[part.AccountId]));
        }
    }

    private static string Key(int account, int at) => $"m-{account}-{at}";

    private static string WhatsAppText(int account, int at) =>
        $$"""{"from":"84900000001","id":"{{Key(account, at)}}","timestamp":"1760000000","type":"text","text":{"body":"x"} }""";

    private static string MessengerText(int account, int at) =>
        $$"""{"sender":{"id":"p"},"recipient":{"id":"b"},"timestamp":1,"message":{"mid":"{{Key(account, at)}}","text":"x"} }""";

    private static IReadOnlyList<RoutedPayload>? Route(string connector, string body) =>
        ((IReceive)MetaBench.Connector(connector)).Route(MetaBench.Post(Encoding.UTF8.GetBytes(body), null));

    private static string Text(RoutedPayload part) => Encoding.UTF8.GetString(part.Payload.Span);
}
