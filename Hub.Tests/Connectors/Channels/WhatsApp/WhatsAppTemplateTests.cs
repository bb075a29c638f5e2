using Hub.Connectors.Abstractions;
using Hub.Tests.Connectors.Channels.Meta;
using Hub.Tests.Support;

namespace Hub.Tests.Connectors.Channels.WhatsApp;

public sealed class WhatsAppTemplateTests
{
    private const string First = """
        {"data":[
          {"name":"order_update","language":"vi","status":"APPROVED","components":[{"type":"HEADER","format":"TEXT","text":"Đơn hàng"},
            {"type":"BODY","text":"Chào {{1}}, đơn {{2}} cho {{1}}."},{"type":"FOOTER","text":"Shop"}]},
          {"name":"rejected","language":"vi","status":"REJECTED","components":[{"type":"BODY","text":"x"}]},
          {"name":"picture","language":"vi","status":"APPROVED","components":[{"type":"HEADER","format":"IMAGE"},{"type":"BODY","text":"x"}]},
          {"name":"link","language":"vi","status":"APPROVED","components":[{"type":"BODY","text":"x"},
            {"type":"BUTTONS","buttons":[{"type":"URL","url":"https://shop.vn/{{1}}"}]}]},
          {"name":"named","language":"vi","status":"APPROVED","components":[{"type":"BODY","text":"Chào {{ten}}"}]}],
         "paging":{"cursors":{"after":"X"},"next":"https://graph.facebook.com/next"}}
        """;

    private const string Second = """
        {"data":[{"name":"hello_world","language":"en_US","status":"APPROVED","components":[{"type":"BODY","text":"Hello World"}]}],"paging":{"cursors":{"after":"Y"}}}
        """;

    [Test]
    public async Task Approved_templates_are_listed_page_by_page_and_those_that_a_body_does_not_fill_are_left_out()
    {
        await using var vendor = await FakeVendor.Start(context => (context.Request.Path.Value, (string?)context.Request.Query["after"]) switch
        {
            ("/v25.0/777/message_templates", null) => FakeVendor.Reply(context, 200, First),
            ("/v25.0/777/message_templates", "X") => FakeVendor.Reply(context, 200, Second),
            _ => FakeVendor.Reply(context, 404, """{"error":{"code":100}}"""),
        });

        var answer = await List(vendor, new { businessAccountId = "777" });

        Assert.That(answer.Failure, Is.Null);
        Assert.That(answer.Templates, Is.EqualTo(new[]
        {
            new MessageTemplate("order_update", "vi", "Chào {{1}}, đơn {{2}} cho {{1}}.", 2), new MessageTemplate("hello_world", "en_US", "Hello World", 0),
        }));
        Assert.That((await List(vendor, new { })).Failure, Is.TypeOf<Outcome.Misconfigured>(), "it is not known whose templates");
        Assert.That((await List(vendor, new { businessAccountId = "1" })).Failure, Is.TypeOf<Outcome.Misconfigured>());
    }

    private static async Task<TemplateAnswer> List(FakeVendor vendor, object settings)
    {
        using var http = FakeVendor.Client();
        var lister = (IListTemplates)MetaBench.Connector("whatsapp", vendor.BaseAddress);
        return await lister.Templates(MetaBench.Connection(http, new LogList(), settings), CancellationToken.None);
    }
}
