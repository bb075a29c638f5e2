using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Hub.Core.Storage;
using Hub.Tests.Support;

namespace Hub.Tests.Api.Http;

/// <summary>Whoever gets a value wrong reads what is right.</summary>
[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class WrongValueTests(StorageKind kind) : HubTest(kind)
{
    [TestCase("deliveries?state=foo", "state", "owed, started, done, unknown, dead, cancelled")]
    [TestCase("deliveries?kind=foo", "kind", "sendMessage, markRead, reportSignal")]
    [TestCase("deliveries/causes?state=1", "state", "owed, started")]
    [TestCase("webhook-events?state=foo", "state", "pending, applied, failed")]
    [TestCase("deliveries?contactId=7", "contactId", "Enter an id, such as 019")]
    [TestCase("orders?from=yesterday", "from", "Enter a time with its zone")]
    [TestCase("orders?state=foo", "state", "draft")]
    [TestCase("deliveries?outcome=nope", "outcome", "Transient, Throttled")]
    [TestCase("webhook-events?failedStage=nope", "failedStage", "read, apply")]
    [TestCase("contacts?limit=all", "limit", "Enter a whole number.")]
    [CancelAfter(60_000)]
    public async Task In_a_query_the_words_and_forms_that_are_allowed_are_told(string path, string field, string words, CancellationToken cancellation)
    {
        using var answer = await Host.Client.GetAsync($"/api/v1/{path}", cancellation);

        Assert.That(await Told(answer, field, cancellation), Does.Contain(words));
    }

    [TestCase("deliveries/replays", """{"kind":"foo"}""", "kind", "sendMessage, markRead")]
    [TestCase("deliveries/replays", """{"connectionId":"7"}""", "connectionId", "Enter an id, such as 019")]
    [TestCase("deliveries/replays", """{"perMinute":"many"}""", "perMinute", "Enter a whole number.")]
    [TestCase("deliveries/skips", """{"failedBefore":"yesterday"}""", "failedBefore", "Enter a time with its zone")]
    [TestCase("deliveries/replays", """{"connectionId":"019a5c1e-7b1f-7c3a-9d2e-4f6a8b0c1d2e","kind":"poll","outcome":"nope"}""", "outcome", "Transient, Throttled")]
    [TestCase("deliveries/skips", """{"connectionId":"019a5c1e-7b1f-7c3a-9d2e-4f6a8b0c1d2e","kind":"poll","outcome":"nope","reason":"x"}""", "outcome", "Skipped")]
    [TestCase("deliveries/skips", """{"preview":"maybe"}""", "preview", "Enter true or false.")]
    [CancelAfter(60_000)]
    public async Task In_a_body_too(string path, string body, string field, string words, CancellationToken cancellation)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await Host.Client.PostAsync($"/api/v1/{path}", content, cancellation);

        Assert.That(await Told(answer, field, cancellation), Does.Contain(words));
    }

    [TestCase("POST", "deliveries/replays", """{"preveiw":true}""", "preveiw", "Known are: connectionId, kind, ")]
    [TestCase("POST", "deliveries/skips", """{"deliveryId":[]}""", "deliveryId", "preview")]
    [TestCase("PUT", "connections/019a5c1e-7b1f-7c3a-9d2e-4f6a8b0c1d2e/retention", """{"day":30}""", "day", "Known are: days.")]
    [TestCase("POST", "conversations/019a5c1e-7b1f-7c3a-9d2e-4f6a8b0c1d2e/orders", """{"lines":[{"name":"Áo","pirce":1}]}""", "lines[0].pirce", "unitPrice")]
    [TestCase("POST", "keyword-lists", """{"na me":"x"}""", "na me", "Known are: name")]
    [TestCase("POST", "automation/rules", """{"kind":"keywordReply","conditions":{"anny":["x"]}}""", "conditions.anny", "any, all, none")]
    [CancelAfter(60_000)]
    public async Task A_field_that_nobody_knows_is_refused_with_those_that_are_known(
        string method, string path, string body, string field, string words, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), $"/api/v1/{path}") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        using var answer = await Host.Client.SendAsync(request, cancellation);

        Assert.That(await Told(answer, field, cancellation), Does.StartWith("This field is not known here.").And.Contain(words));
    }

    private static async Task<string?> Told(HttpResponseMessage answer, string field, CancellationToken cancellation)
    {
        await answer.IsProblem(HttpStatusCode.BadRequest, "invalid_input", field);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(cancellation);
        return problem.GetProperty("errors").GetProperty(field)[0].GetString();
    }
}
