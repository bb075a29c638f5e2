using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;

namespace Hub.Tests.Web;

/// <summary>What failed, why, and doing it again.</summary>
public sealed class JobPageTests : WebTest
{
    private string _conversation = "";

    protected override async Task Prepare()
    {
        await Shop.ConnectWhatsApp();
        await Shop.Customer(new { platform = "whatsapp", from = "84901234567", text = "Shop ơi" });
        _conversation = (await Shop.First("/conversations")).GetProperty("id").GetString()!;
    }

    [Test]
    public async Task Refused_messages_are_one_group_with_a_reason_and_are_replayed_together()
    {
        await Fault(new { platform = "whatsapp", operation = "messages", kind = "errorCode", code = 131009, next = 2 });
        await Send("một");
        await Send("hai");
        await Dead(2);

        var owner = await SignIn();
        await owner.Settle("/jobs");
        await Sees(owner.Text("Gửi tin nhắn"));
        await owner.Button("Thực hiện lại 2 việc").ClickAsync();
        var dialog = owner.Page.GetByRole(AriaRole.Dialog);
        await Sees(dialog.GetByText("Gửi tin nhắn · 2"));
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Thực hiện lại 2 việc" }).ClickAsync();
        await Sees(owner.Text("Không có việc nào thất bại"));
        await Received("một", "hai");
    }

    [Test]
    public async Task What_may_have_been_sent_is_sent_again_only_by_somebody_who_looked()
    {
        await Fault(new { platform = "whatsapp", operation = "messages", kind = "resetBefore", next = 1 });
        await Send("ba");
        var delivery = await Shop.First("/deliveries?state=unknown");

        var owner = await SignIn();
        await owner.Settle($"/jobs?state=unknown&delivery={delivery.GetProperty("id").GetString()}");
        await Assertions.Expect(owner.Button("Vẫn gửi lại")).ToBeDisabledAsync();
        await owner.Field("Tôi đã kiểm tra trên nền tảng và không thấy ở đó.").CheckAsync();
        await owner.Button("Vẫn gửi lại").ClickAsync();
        await Sees(owner.Text("Đang thực hiện lại"));
        await Received("ba");
    }

    private Task Send(string text) => Shop.Post($"/conversations/{_conversation}/messages", new { text });

    private async Task Fault(object rule)
    {
        using var answer = await Shop.Platforms.PutAsJsonAsync("/_sandbox/faults", new { rules = new[] { rule } });
        Assert.That(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    private Task Dead(int count) => Until(async () => (await Shop.Get("/deliveries?state=dead")).GetProperty("items").GetArrayLength() == count);

    /// <summary>Each of them once at the platform, which the fault had kept them from.</summary>
    private async Task Received(params string[] texts)
    {
        await Until(async () => texts.All((await AtThePlatform()).Contains));
        Assert.That(await AtThePlatform(), Has.Exactly(1).EqualTo(texts[0]).And.Exactly(1).EqualTo(texts[^1]));
    }

    private async Task<List<string>> AtThePlatform() =>
        [.. (await Shop.Platforms.GetFromJsonAsync<JsonElement>("/_sandbox/messages?channel=whatsapp")).EnumerateArray()
            .Select(message => message.GetProperty("text").GetString()!)];
}
