using System.Text.Json.Nodes;

namespace Hub.Tests.Sandbox;

sealed class WhatsAppTests : SandboxTest
{
    static readonly (string, string) Token = ("Authorization", "Bearer sandbox-meta-token");

    [Test, CancelAfter(20_000)]
    public async Task A_sent_text_is_reported_sent_delivered_and_read_with_its_correlation(CancellationToken cancellationToken)
    {
        await HappensAsync(new { platform = "whatsapp", from = "84901234567", text = "Chào shop" });

        var (status, answer) = await SendAsync(Text("Dạ chào bạn", "84901234567", correlation: "corr-1"));

        Assert.That(status, Is.EqualTo(200));
        var id = (string)answer["messages"]![0]!["id"]!;
        var arrived = await Hub.UntilAsync(all => all.Count(a => a.Text.Contains("\"statuses\"")) == 3, cancellationToken);
        var statuses = arrived.Where(a => a.Text.Contains("\"statuses\""))
            .Select(a => JsonNode.Parse(a.Text)!["entry"]![0]!["changes"]![0]!["value"]!["statuses"]![0]!).ToList();
        Assert.Multiple(() =>
        {
            Assert.That(statuses.Select(s => (string)s["status"]!), Is.EquivalentTo(["sent", "delivered", "read"]));
            Assert.That(statuses.Select(s => (string)s["id"]!), Is.All.EqualTo(id));
            Assert.That(statuses.Select(s => (string)s["biz_opaque_callback_data"]!), Is.All.EqualTo("corr-1"));
        });
    }

    [Test]
    public async Task A_list_is_read_page_by_page_and_only_by_the_cursors_that_were_given()
    {
        const string list = "/graph/v25.0/200300400500600/message_templates";
        var (names, after, pages) = (new List<string>(), "", 0);
        for (JsonNode? paging = new JsonObject { ["next"] = "" }; paging?["next"] is not null; pages++)
        {
            var (_, page) = await GetAsync($"{list}?limit=4{after}", Token);
            names.AddRange(page["data"]!.AsArray().Select(one => (string)one!["name"]!));
            paging = page["paging"];
            after = $"&after={Uri.EscapeDataString((string)paging!["cursors"]!["after"]!)}";
        }

        Assert.That((names.Count, names.Distinct().Count(), pages), Is.EqualTo((6, 6, 2)));
        foreach (var wrong in new[] { "limit=0", "limit=many", "limit=-1", "after=2", "after=Y3Vyc29y" })
            Assert.That((int)(await GetAsync($"{list}?{wrong}", Token)).Body["error"]!["code"]!, Is.EqualTo(100), wrong);
    }

    [Test]
    public async Task Outside_24_hours_only_an_approved_template_goes()
    {
        await HappensAsync(new { platform = "whatsapp", from = "84901234567", text = "hi", ageSeconds = 25 * 3600 });

        var (_, text) = await SendAsync(Text("late", "84901234567"));
        var (known, _) = await SendAsync(Template("hello_world"));
        var (_, unknown) = await SendAsync(Template("nobody_approved_me"));

        Assert.Multiple(() =>
        {
            Assert.That((int)text["error"]!["code"]!, Is.EqualTo(131047));
            Assert.That(known, Is.EqualTo(200));
            Assert.That((int)unknown["error"]!["code"]!, Is.EqualTo(132001));
        });
    }

    [TestCase("""{"to":"84901234567","type":"text","text":{"body":"x"}}""", 100)]
    [TestCase("""{"messaging_product":"whatsapp","type":"text","text":{"body":"x"}}""", 131008)]
    [TestCase("""{"messaging_product":"whatsapp","to":"84901234567","type":"text","text":{"body":""}}""", 131008)]
    [TestCase("""{"messaging_product":"whatsapp","to":"84901234567","type":"dance","dance":{}}""", 100)]
    [TestCase("""{"messaging_product":"whatsapp","to":"84901234567","type":"text","text":{"body":"x"},"extra":1}""", 100)]
    [TestCase("""{"messaging_product":"whatsapp","to":"84901234567","type":"image","image":{"id":"404"}}""", 131009)]
    [TestCase("""{"messaging_product":"whatsapp","to":"84901234567","type":"image","image":{}}""", 131008)]
    [TestCase("""{"messaging_product":"whatsapp","to":"84901234567","type":"reaction","reaction":{"message_id":"wamid.no","emoji":"👍"}}""",
        131009)]
    [TestCase("""{"messaging_product":"whatsapp","to":"84901234567","type":"interactive","interactive":{"type":"button","body":{"text":"x"},"action":{"buttons":[]}}}""", 131009)]
    [TestCase("""{"messaging_product":"whatsapp","status":"read","message_id":"wamid.no"}""", 131009)]
    public async Task Wrong_messages_are_refused(string json, int code)
    {
        await HappensAsync(new { platform = "whatsapp", from = "84901234567", text = "hi" });
        var (status, answer) = await SendAsync(JsonNode.Parse(json)!);
        Assert.That((status, (int)answer["error"]!["code"]!), Is.EqualTo((400, code)));
    }

    [Test]
    public async Task A_wrong_token_is_code_190()
    {
        var (status, answer) = await PostAsync(WhatsApp, Text("x", "84901234567"), ("Authorization", "Bearer other"));
        Assert.That((status, (int)answer["error"]!["code"]!), Is.EqualTo((401, 190)));
    }

    [Test]
    public async Task The_46th_message_in_six_seconds_to_one_person_hits_the_pair_rate()
    {
        await HappensAsync(new { platform = "whatsapp", from = "84901234567", text = "hi" });
        var codes = new List<int?>();
        for (var i = 0; i < 46; i++)
        {
            var (_, answer) = await SendAsync(Text($"{i}", "84901234567"));
            codes.Add((int?)answer["error"]?["code"]);
        }
        Assert.That((codes.Take(45).All(c => c is null), codes[45]), Is.EqualTo((true, 131056)));
    }

    [Test, CancelAfter(20_000)]
    public async Task A_picture_can_be_fetched_with_the_token_alone(CancellationToken cancellationToken)
    {
        await HappensAsync(new { platform = "whatsapp", from = "84901234567", image = true });
        var arrived = await Hub.UntilAsync(all => all.Count == 1, cancellationToken);
        var media = (string)JsonNode.Parse(arrived[0].Text)!["entry"]![0]!["changes"]![0]!["value"]!["messages"]![0]!["image"]!["id"]!;

        var (_, described) = await GetAsync($"/graph/v23.0/{media}", Token);
        using var without = await RawAsync(HttpMethod.Get, (string)described["url"]!, null);
        using var with = await RawAsync(HttpMethod.Get, (string)described["url"]!, null, Token);

        Assert.That(((int)without.StatusCode, (int)with.StatusCode, with.Content.Headers.ContentType!.MediaType),
            Is.EqualTo((401, 200, "image/png")));
    }

    [Test]
    public async Task An_upload_gives_an_id_that_can_be_sent()
    {
        await HappensAsync(new { platform = "whatsapp", from = "84901234567", text = "hi" });
        using var form = new MultipartFormDataContent { { new StringContent("whatsapp"), "messaging_product" },
            { new StringContent("image/png"), "type" } };
        form.Add(new ByteArrayContent([1, 2, 3]), "file", "a.png");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graph/v23.0/100200300400500/media") { Content = form };
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer sandbox-meta-token");

        using var uploaded = await Http.SendAsync(request);
        var id = (string)JsonNode.Parse(await uploaded.Content.ReadAsStringAsync())!["id"]!;
        var (status, _) = await SendAsync(new { messaging_product = "whatsapp", to = "84901234567", type = "image", image = new { id } });

        Assert.That(status, Is.EqualTo(200));
    }

    [Test]
    public async Task The_handshake_is_checked_against_the_hub()
    {
        var (_, right) = await PostAsync("/_sandbox/subscribe?channel=whatsapp", new { });
        var (_, wrong) = await PostAsync("/_sandbox/subscribe?channel=whatsapp&token=other", new { });
        Assert.That(((bool)right["verified"]!, (bool)wrong["verified"]!), Is.EqualTo((true, false)));
    }

    Task<(int Status, JsonNode Body)> SendAsync(object body) => PostAsync(WhatsApp, body, Token);

    static JsonObject Text(string text, string to, string? correlation = null)
    {
        var body = new JsonObject
        {
            ["messaging_product"] = "whatsapp",
            ["to"] = to,
            ["type"] = "text",
            ["text"] = new JsonObject { ["body"] = text }
        };
        if (correlation is not null) body["biz_opaque_callback_data"] = correlation;
        return body;
    }

    static object Template(string name) =>
        new
        {
            messaging_product = "whatsapp",
            to = "84901234567",
            type = "template",
            template = new { name, language = new { code = "vi" } }
        };
}
