using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Hub.Sandbox;

namespace Hub.Tests.Sandbox;

sealed class FaultTests : SandboxTest
{
    static readonly (string, string) TikTokToken = ("Access-Token", "sandbox-tiktok-access");
    static readonly (string, string) MetaToken = ("Authorization", "Bearer sandbox-meta-token");
    static readonly (string, string) HubSpotToken = ("Authorization", "Bearer sandbox-hubspot-token");

    protected override void Configure(SandboxOptions options) => options.WebhookFirstMs = 30_000; // longer than any test here

    [Test]
    public async Task The_next_two_calls_are_throttled_and_the_third_goes()
    {
        await FaultsAsync(new
        {
            rules = new[] { new { platform = "hubspot", operation = "account-info", kind = "throttle", next = 2,
            retryAfter = 7 } }
        });
        var statuses = new List<(int, RetryConditionHeaderValue?)>();
        for (var i = 0; i < 3; i++)
        {
            using var response = await RawAsync(HttpMethod.Get, "/hubspot/account-info/v3/details", null, HubSpotToken);
            statuses.Add(((int)response.StatusCode, response.Headers.RetryAfter));
        }
        Assert.Multiple(() =>
        {
            Assert.That(statuses.Select(s => s.Item1), Is.EqualTo([429, 429, 200]));
            Assert.That(statuses[0].Item2!.Delta, Is.EqualTo(TimeSpan.FromSeconds(7)));
        });
    }

    [Test]
    public async Task Retry_After_can_be_a_date()
    {
        await FaultsAsync(new
        {
            rules = new[] { new { platform = "whatsapp", kind = "throttle", next = 1, retryAfter = 30,
            retryAfterAs = "date" } }
        });
        using var response = await RawAsync(HttpMethod.Post, WhatsApp, new { }, MetaToken);
        Assert.That((response.Headers.RetryAfter!.Date, (int)response.StatusCode), Is.Not.EqualTo(((DateTimeOffset?)null, 200)));
        Assert.That(response.Headers.RetryAfter!.Date, Is.Not.Null);
    }

    [Test]
    public async Task Server_errors_and_codes_come_as_told()
    {
        await FaultsAsync(new
        {
            rules = new object[]
            {
                new { platform = "messenger", kind = "serverError", next = 1, status = 502 },
                new { platform = "tiktok", operation = "message/send", kind = "errorCode", next = 1, code = 51065 },
                new { platform = "hubspot", kind = "serverError", next = 1, status = 477 },
            },
        });
        var (messenger, _) = await PostAsync(Messenger, new { }, MetaToken);
        var (tikTok, body) = await PostAsync(TikTok + "/send/", new { }, TikTokToken);
        var (hubSpot, _) = await GetAsync("/hubspot/account-info/v3/details", HubSpotToken);
        Assert.That((messenger, tikTok, (int)body["code"]!, hubSpot), Is.EqualTo((502, 200, 51065, 477)));
    }

    [Test, CancelAfter(20_000)]
    public async Task A_reset_after_processing_leaves_the_message_sent(CancellationToken cancellationToken)
    {
        await HappensAsync(new { platform = "whatsapp", from = "84901234567", text = "hi" });
        await FaultsAsync(new { rules = new[] { new { platform = "whatsapp", operation = "messages", kind = "reset", next = 1 } } });

        Assert.That(async () => await PostAsync(WhatsApp, WhatsAppText("x"), MetaToken), Throws.InstanceOf<HttpRequestException>());

        await Hub.UntilAsync(all => all.Any(a => a.Text.Contains("\"read\"")), cancellationToken);
        var (_, messages) = await GetAsync("/_sandbox/messages?channel=whatsapp");
        Assert.That(messages.AsArray(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_repeated_message_is_told_as_a_duplicate()
    {
        await HappensAsync(new { platform = "whatsapp", from = "84901234567", text = "hi" });
        for (var i = 0; i < 2; i++) await PostAsync(WhatsApp, WhatsAppText("x"), MetaToken);
        var (_, summary) = await GetAsync("/_sandbox/summary");
        Assert.That((int)summary["outbound"]!["whatsapp"]!["duplicates"]!, Is.EqualTo(1));
    }

    [Test]
    public async Task A_black_hole_never_answers()
    {
        await FaultsAsync(new { rules = new[] { new { platform = "hubspot", kind = "blackHole", next = 1, delayMs = 300 } } });
        Assert.That(async () => await GetAsync("/hubspot/account-info/v3/details", HubSpotToken),
            Throws.InstanceOf<HttpRequestException>());
    }

    [Test, CancelAfter(20_000)]
    public async Task The_echo_can_arrive_before_the_answer(CancellationToken cancellationToken)
    {
        var (_, conversation) = await HappensAsync(new { platform = "tiktok", from = "lan", text = "hi" });
        await Hub.UntilAsync(all => all.Count == 1, cancellationToken);
        await FaultsAsync(new { echoFirst = new[] { "tiktok" } });
        var gate = new TaskCompletionSource();
        Hub.Before = arrived => arrived.Text.Contains("im_send_msg") ? gate.Task.WaitAsync(cancellationToken) : Task.CompletedTask;

        var sending = PostAsync(TikTok + "/send/", new
        {
            business_id = "sandbox-tiktok-shop",
            recipient_type = "CONVERSATION",
            recipient = conversation,
            message_type = "TEXT",
            text = new { body = "x" },
        }, TikTokToken);
        await Hub.UntilAsync(all => all.Any(a => a.Text.Contains("im_send_msg")), cancellationToken);
        await Task.WhenAny(sending, Task.Delay(300, cancellationToken));

        Assert.That(sending.IsCompleted, Is.False, "the answer waits while the hub works on the echo");
        gate.SetResult();
        await sending;
    }

    [Test]
    public async Task One_row_of_a_batch_can_fail()
    {
        await FaultsAsync(new
        {
            rules = new[] { new { platform = "hubspot", operation = "upsert", kind = "rowError", next = 1,
            category = "CONFLICT" } }
        });
        var inputs = Enumerable.Range(0, 3)
            .Select(i => new { idProperty = "email", id = $"p{i}@example.vn", properties = new { firstname = "x" } });
        var (status, body) = await PostAsync("/hubspot/crm/v3/objects/contacts/batch/upsert", new { inputs }, HubSpotToken);
        Assert.That((status, body["results"]!.AsArray().Count, (string)body["errors"]![0]!["category"]!), Is.EqualTo((207, 2, "CONFLICT")));
    }

    [Test]
    public async Task Every_request_is_kept_as_it_came()
    {
        await PostAsync(WhatsApp, WhatsAppText("canary-7261"), MetaToken);
        var (_, requests) = await GetAsync("/_sandbox/requests?platform=whatsapp");
        Assert.Multiple(() =>
        {
            Assert.That((string)requests[0]!["body"]!, Does.Contain("canary-7261"));
            Assert.That((string)requests[0]!["headers"]!["Authorization"]!, Is.EqualTo("Bearer sandbox-meta-token"));
        });
    }

    [Test]
    public async Task Reset_forgets_everything()
    {
        await HappensAsync(new { platform = "whatsapp", from = "84901234567", text = "hi" });
        await FaultsAsync(new { rules = new[] { new { platform = "hubspot", kind = "serverError" } } });
        await PostAsync("/_sandbox/reset", new { });
        var (_, faults) = await GetAsync("/_sandbox/faults");
        var (_, answer) = await PostAsync(WhatsApp, WhatsAppText("x"), MetaToken);
        Assert.That((faults["rules"]!.AsArray().Count, (int)answer["error"]!["code"]!), Is.EqualTo((0, 131047)));
    }

    static JsonObject WhatsAppText(string text) => new()
    {
        ["messaging_product"] = "whatsapp",
        ["to"] = "84901234567",
        ["type"] = "text",
        ["text"] = new JsonObject { ["body"] = text },
    };
}
