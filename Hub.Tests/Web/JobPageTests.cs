using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
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
        await owner.Button("Xem từng việc").ClickAsync();
        await Assertions.Expect(owner.Link("Mở hội thoại").First).ToHaveAttributeAsync("href", $"/inbox/{_conversation}");
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

    [Test]
    public async Task A_group_is_skipped_with_a_reason_that_is_read_where_the_conversations_jobs_are_found()
    {
        await Fault(new { platform = "whatsapp", operation = "messages", kind = "errorCode", code = 131009, next = 1 });
        await Send("bốn");
        await Dead(1);

        var owner = await SignIn();
        await owner.Settle("/jobs");
        await owner.Button("Bỏ qua").ClickAsync();
        var dialog = owner.Page.GetByRole(AriaRole.Dialog);
        var deed = dialog.GetByRole(AriaRole.Button, new() { Name = "Bỏ qua" });
        await Assertions.Expect(deed).ToBeDisabledAsync();
        await dialog.GetByLabel("Lý do").FillAsync("đã gọi cho khách");
        await deed.ClickAsync();
        await Sees(owner.Text("Không có việc nào thất bại"));

        await owner.Field("Mã, hoặc địa chỉ trang").FillAsync("đơn 12");
        await owner.Button("Tìm").ClickAsync();
        await Sees(owner.Text("Không thấy mã nào trong đó."));
        await owner.Field("Mã, hoặc địa chỉ trang").FillAsync($"https://hub.example.com/inbox/{_conversation}");
        await owner.Button("Tìm").ClickAsync();
        await Sees(owner.Text("Chỉ những việc từ một hội thoại"));
        await owner.Page.GetByPlaceholder("Mọi trạng thái").ClickAsync();
        await owner.Page.GetByRole(AriaRole.Option, new() { Name = "Đã bỏ qua" }).ClickAsync();
        await Assertions.Expect(owner.Page.GetByRole(AriaRole.Row)).ToHaveCountAsync(2, new() { Timeout = 30_000 });
        await owner.Link("Chi tiết").ClickAsync();
        await Sees(owner.Text("đã gọi cho khách"));
    }

    [Test]
    public async Task A_parked_account_says_why_on_its_page_and_among_the_jobs_and_sends_what_has_waited_by_one_press()
    {
        var connection = (await Shop.First("/connections")).GetProperty("id").GetString();
        var owner = await SignIn();
        await owner.Settle($"/connections/{connection}");
        await owner.Button("Tạm giữ").ClickAsync();
        var dialog = owner.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Lý do").FillAsync("WhatsApp đang bảo trì");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Tạm giữ" }).ClickAsync();
        await Sees(owner.Text("Đang tạm giữ: không gửi gì đi"));
        await Send("năm");

        await owner.Settle("/jobs?state=owed");
        await Sees(owner.Text("Đang tạm giữ: việc cần gửi ở đây đang chờ"));
        await Sees(owner.Page.GetByText("WhatsApp đang bảo trì"));
        await Sees(owner.Text("Gửi tin nhắn"));
        Assert.That(await AtThePlatform(), Does.Not.Contain("năm"));
        await owner.Button("Tiếp tục Hoa Mai WhatsApp").ClickAsync();
        await SeesNo(owner.Text("Đang tạm giữ: việc cần gửi ở đây đang chờ"));
        await Received("năm");
    }

    [Test]
    public async Task That_nobody_works_is_said_with_what_to_start_until_somebody_does()
    {
        var owner = await SignIn();
        await Stopped(Shop.Store.Now);
        await owner.Settle("/jobs");
        await Sees(owner.Page.GetByRole(AriaRole.Alert).GetByText("Không có nút nào làm việc từ"));
        await Sees(owner.Text("docker compose up -d jobs"));
        await Sees(owner.Page.GetByText("đã dừng lúc"));

        await Stopped(null);
        await SeesNo(owner.Page.GetByText("Không có nút nào làm việc từ"));
    }

    // As one writes it down that is told to stop.
    private Task Stopped(DateTimeOffset? at) => Shop.Store.Write(
        null, null, db => db.Nodes.ExecuteUpdateAsync(set => set.SetProperty(row => row.StoppedAt, at)), default);

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
