using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Hub.Core.Commerce.Bookings;
using Hub.Core.Storage;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Api.Contacts;

[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class ContactTests(StorageKind kind) : HubTest(kind)
{
    protected override async Task Arrange()
    {
        await Host.Connect("shop");
        foreach (var (key, type, choices) in new[] { ("size", "choice", "S,M,L"), ("vip", "boolean", null), ("born", "date", null), ("points", "number", null), ("street", "text", (string?)null) })
            using (var answer = await Host.Client.PostAsJsonAsync("/api/v1/contact-attributes", new { key, label = key, type, choices = choices?.Split(',') }))
                answer.EnsureSuccessStatusCode();
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Wrong_values_are_named_one_by_one(CancellationToken cancellation)
    {
        using var nothing = await Create(new { }, cancellation);
        using var wrong = await Create(new
        {
            displayName = new string('x', 201),
            phone = "12",
            email = "nobody",
            notes = new string('x', 5001),
            attributes = new { size = "XXL", vip = "yes", born = "27/11/2026", points = "7", street = 7, nothing = 1 },
        }, cancellation);
        using var type = await Create(new { displayName = 7 }, cancellation);

        await nothing.IsProblem(HttpStatusCode.BadRequest, "invalid_input", "displayName");
        await type.IsProblem(HttpStatusCode.BadRequest, "invalid_input", "displayName");
        foreach (var field in new[]
        {
            "displayName", "phone", "email", "notes", "attributes.size", "attributes.vip", "attributes.born", "attributes.points", "attributes.street", "attributes.nothing",
        })
            await wrong.IsProblem(HttpStatusCode.BadRequest, "invalid_input", field);
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_contact_is_written_down_corrected_and_found_with_typed_attributes(CancellationToken cancellation)
    {
        var created = await HubHost.Json(await Create(new
        {
            displayName = "  Chị Lan ",
            phone = "0901 000 001",
            email = "Lan@Example.com",
            attributes = new { size = "M", vip = true, born = "1990-02-28", points = 7.5, street = "Lê Lợi" },
        }, cancellation));
        var id = created.GetProperty("id").GetString();
        using var taken = await Create(new { displayName = "Lan 2", phone = "+84901000001" }, cancellation);
        using var changed = await Host.Client.PatchAsJsonAsync(
            $"/api/v1/contacts/{id}", new { email = "", notes = "khách quen", attributes = new { size = (string?)null, points = 8 } }, cancellation);
        var card = await Card(id!, cancellation);

        Assert.That(
            (created.GetProperty("displayName").GetString(), created.GetProperty("phone").GetString(), created.GetProperty("email").GetString()),
            Is.EqualTo(("Chị Lan", "+84901000001", "lan@example.com")));
        await taken.IsProblem(HttpStatusCode.Conflict, "already_exists");
        var contact = card.GetProperty("contact");
        Assert.That(contact.GetProperty("email").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(contact.GetProperty("notes").GetString(), Is.EqualTo("khách quen"));
        Assert.That(
            contact.GetProperty("attributes").GetRawText(),
            Is.EqualTo("""{"born":"1990-02-28","points":8,"street":"Lê Lợi","vip":true}"""));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_name_given_by_hand_stays_whatever_the_platform_says_later(CancellationToken cancellation)
    {
        var id = await Person("named", cancellation);
        using (var answer = await Host.Client.PatchAsJsonAsync($"/api/v1/contacts/{id}", new { displayName = "Cô Ba" }, cancellation))
            answer.EnsureSuccessStatusCode();

        await Host.Receive("shop", ("named-2", "named", "chào"));
        await HubHost.Until(() => Messages(id, cancellation), count => count == 2, cancellation);

        Assert.That((await Card(id, cancellation)).GetProperty("contact").GetProperty("displayName").GetString(), Is.EqualTo("Cô Ba"));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task An_attribute_keeps_key_and_type_and_takes_its_values_along(CancellationToken cancellation)
    {
        using var wrong = await Host.Client.PostAsJsonAsync(
            "/api/v1/contact-attributes", new { key = "Kích cỡ", label = "", type = "choice", choices = new[] { "a", "A " } }, cancellation);
        using var taken = await Host.Client.PostAsJsonAsync("/api/v1/contact-attributes", new { key = "size", label = "Size", type = "text" }, cancellation);
        var gone = await HubHost.Json(await Host.Client.PostAsJsonAsync(
            "/api/v1/contact-attributes", new { key = "gone", label = "Gone", type = "text" }, cancellation));
        var contact = await HubHost.Json(await Create(new { displayName = "x", attributes = new { gone = "v", vip = false } }, cancellation));
        var only = await HubHost.Json(await Create(new { displayName = "y", attributes = new { gone = "v" } }, cancellation));
        using var renamed = await Host.Client.PatchAsJsonAsync(
            $"/api/v1/contact-attributes/{gone.GetProperty("id").GetString()}", new { label = "Đi rồi" }, cancellation);
        using var deleted = await Host.Client.DeleteAsync($"/api/v1/contact-attributes/{gone.GetProperty("id").GetString()}", cancellation);
        using var twice = await Host.Client.DeleteAsync($"/api/v1/contact-attributes/{gone.GetProperty("id").GetString()}", cancellation);

        foreach (var field in new[] { "key", "label", "choices" })
            await wrong.IsProblem(HttpStatusCode.BadRequest, "invalid_input", field);
        await taken.IsProblem(HttpStatusCode.Conflict, "already_exists");
        await twice.IsProblem(HttpStatusCode.NotFound, "not_found");
        Assert.That((await HubHost.Json(renamed)).GetProperty("label").GetString(), Is.EqualTo("Đi rồi"));
        Assert.That(deleted.StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
        Assert.That(await Attributes(contact, cancellation), Is.EqualTo("""{"vip":false}"""));
        Assert.That(await Attributes(only, cancellation), Is.EqualTo("{}"));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Impossible_merges_are_refused(CancellationToken cancellation)
    {
        var (one, other) = (await Person("m-one", cancellation), await Person("m-other", cancellation));
        using var itself = await Merge(one, one, cancellation);
        using var nobody = await Merge(one, Guid.NewGuid().ToString(), cancellation);
        using var empty = await Host.Client.PostAsJsonAsync($"/api/v1/contacts/{one}/merges", new { }, cancellation);
        using var foreign = await Host.OtherWorkspace();
        using var stranger = await foreign.PostAsJsonAsync($"/api/v1/contacts/{one}/merges", new { otherId = other }, cancellation);
        using var reader = await Host.ClientWithScopes("contacts.read");
        using var forbidden = await reader.PostAsJsonAsync($"/api/v1/contacts/{one}/merges", new { otherId = other }, cancellation);
        var merged = await HubHost.Json(await Merge(one, other, cancellation));
        using var circle = await Merge(other, one, cancellation);
        using var again = await Merge(one, other, cancellation);
        var undo = $"/api/v1/contacts/{one}/merges/{merged.GetProperty("mergeId").GetString()}";
        using var strangersUndo = await foreign.DeleteAsync(undo, cancellation);
        using var undone = await Host.Client.DeleteAsync(undo, cancellation);
        using var twice = await Host.Client.DeleteAsync(undo, cancellation);

        await itself.IsProblem(HttpStatusCode.Conflict, "conflict");
        await empty.IsProblem(HttpStatusCode.BadRequest, "invalid_input", "otherId");
        await forbidden.IsProblem(HttpStatusCode.Forbidden, "missing_permission");
        foreach (var answer in new[] { nobody, stranger, circle, again, strangersUndo, twice })
            await answer.IsProblem(HttpStatusCode.NotFound, "not_found");
        Assert.That(undone.StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_preview_says_what_a_merge_does_and_changes_nothing(CancellationToken cancellation)
    {
        var (one, other) = (await Person("p-one", cancellation), await Person("p-other", cancellation));
        await Host.Store.Write(null, null, async db =>
        {
            var thread = await db.Conversations.SingleAsync(row => row.ContactId == Guid.Parse(other), cancellation);
            db.Bookings.Add(new Booking { WorkspaceId = thread.WorkspaceId, Id = Host.Store.Ids.Next(), ContactId = thread.ContactId, ConversationId = thread.Id });
        }, cancellation);
        using (await Host.Client.PatchAsJsonAsync($"/api/v1/contacts/{other}", new { phone = "0901000777", displayName = "Khác" }, cancellation))
        {
            var preview = await HubHost.Json(await Merge(one, other, cancellation, preview: true));
            var before = await Card(other, cancellation);
            var done = await HubHost.Json(await Merge(one, other, cancellation));
            var card = await Card(other, cancellation); // an old link leads on

            Assert.That(before.GetProperty("contact").GetProperty("id").GetString(), Is.EqualTo(other));
            Assert.That(preview.GetProperty("fields").GetRawText(), Is.EqualTo(done.GetProperty("fields").GetRawText()));
            Assert.That(preview.GetProperty("fields").GetRawText(), Does.Contain(
                """{"name":"phone","value":"+84901000777","isFilled":true,"hidden":null}""").And.Contain("\"hidden\":\"Khác\""));
            Assert.That(
                new[] { "conversations", "identities", "orders", "bookings" }.Select(name => preview.GetProperty(name).GetInt32()), Is.EqualTo(new[] { 1, 1, 0, 1 }));
            Assert.That(card.GetProperty("contact").GetProperty("id").GetString(), Is.EqualTo(one));
            Assert.That(card.GetProperty("conversations").GetArrayLength(), Is.EqualTo(2));
            Assert.That(card.GetProperty("identities").GetArrayLength(), Is.EqualTo(2));
            Assert.That(card.GetProperty("mergedFrom")[0].GetProperty("displayName").GetString(), Is.EqualTo("Khác"));
        }
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Duplicates_are_suggested_with_their_evidence_and_never_merged(CancellationToken cancellation)
    {
        var (one, other) = (await Person("d-one", cancellation), await Person("d-other", cancellation));
        foreach (var (id, phone) in new[] { (one, "0901000555"), (other, "+84 901 000 555") })
            using (var answer = await Host.Client.PatchAsJsonAsync($"/api/v1/contacts/{id}", new { phone }, cancellation))
                answer.EnsureSuccessStatusCode();
        await Host.Connect("second-shop");
        await Host.Receive("second-shop", ("d-x", "d-one", "cùng một người"));
        await HubHost.Until(
            () => Host.Store.Read(null, db => db.ContactIdentities.CountAsync(row => row.Value == "d-one", cancellation)), count => count == 2, cancellation);

        var found = await Host.Client.GetFromJsonAsync<JsonElement>($"/api/v1/contacts/{one}/duplicates", cancellation);
        var evidence = found.GetProperty("items").EnumerateArray()
            .Select(item => item.GetProperty("evidence")[0]).Select(item => $"{item.GetProperty("kind").GetString()} {item.GetProperty("value").GetString()}");
        using var nobody = await Host.Client.GetAsync($"/api/v1/contacts/{Guid.NewGuid()}/duplicates", cancellation);

        Assert.That(evidence, Is.EquivalentTo(new[] { "phone +84901000555", "identity d-one" }));
        await nobody.IsProblem(HttpStatusCode.NotFound, "not_found");
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Contacts_are_found_by_the_label_of_a_conversation(CancellationToken cancellation)
    {
        var (id, _) = (Guid.Parse(await Person("l-one", cancellation)), await Person("l-other", cancellation));
        var label = Guid.NewGuid();
        await Host.Store.Write(null, null, async db =>
        {
            var thread = await db.Conversations.SingleAsync(row => row.ContactId == id, cancellation);
            db.ConversationLabels.Add(new() { WorkspaceId = thread.WorkspaceId, ConversationId = thread.Id, LabelId = label, LabelledAt = Host.Store.Now });
        }, cancellation);

        var found = await Host.Items($"/api/v1/contacts?labelId={label}", 1, cancellation);

        Assert.That(found.Select(item => item.GetProperty("id").GetGuid()), Is.EqualTo(new[] { id }).AsCollection);
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_workspace_says_of_which_country_its_numbers_are(CancellationToken cancellation)
    {
        using var other = await Host.OtherWorkspace();
        var before = await other.GetFromJsonAsync<JsonElement>("/api/v1/workspace", cancellation);
        using var wrong = await other.PatchAsJsonAsync(
            "/api/v1/workspace", new { name = " ", defaultCountry = "ZZ", language = "fr", timeZone = "Mars/Base" }, cancellation);
        using var changed = await other.PatchAsJsonAsync("/api/v1/workspace", new { defaultCountry = "gb", language = "en", timeZone = "Europe/London" }, cancellation);
        var contact = await HubHost.Json(await other.PostAsJsonAsync("/api/v1/contacts", new { phone = "020 7946 0958" }, cancellation));

        Assert.That(
            (before.GetProperty("defaultCountry").GetString(), before.GetProperty("language").GetString(), before.GetProperty("timeZone").GetString()),
            Is.EqualTo(("VN", "vi", "Asia/Ho_Chi_Minh")));
        foreach (var field in new[] { "name", "defaultCountry", "language", "timeZone" })
            await wrong.IsProblem(HttpStatusCode.BadRequest, "invalid_input", field);
        Assert.That((await HubHost.Json(changed)).GetProperty("defaultCountry").GetString(), Is.EqualTo("GB"));
        Assert.That(contact.GetProperty("phone").GetString(), Is.EqualTo("+442079460958"));
    }

    private Task<HttpResponseMessage> Create(object body, CancellationToken cancellation) =>
        Host.Client.PostAsJsonAsync("/api/v1/contacts", body, cancellation);

    private Task<HttpResponseMessage> Merge(string keep, string drop, CancellationToken cancellation, bool preview = false) =>
        Host.Client.PostAsJsonAsync($"/api/v1/contacts/{keep}/merges", new { otherId = drop, preview }, cancellation);

    private Task<JsonElement> Card(string id, CancellationToken cancellation) =>
        Host.Client.GetFromJsonAsync<JsonElement>($"/api/v1/contacts/{id}", cancellation);

    private async Task<string> Attributes(JsonElement contact, CancellationToken cancellation) =>
        (await Card(contact.GetProperty("id").GetString()!, cancellation)).GetProperty("contact").GetProperty("attributes").GetRawText();

    private async Task<string> Person(string user, CancellationToken cancellation)
    {
        await Host.Receive("shop", ($"{user}-1", user, "chào shop"));
        var identity = await HubHost.Until(
            () => Host.Store.Read(null, db => db.ContactIdentities.FirstOrDefaultAsync(row => row.Value == user, cancellation)),
            row => row is not null, cancellation);
        return identity!.ContactId.ToString();
    }

    private Task<int> Messages(string contact, CancellationToken cancellation)
    {
        var id = Guid.Parse(contact);
        return Host.Store.Read(null, db => db.Messages.CountAsync(
            row => db.Conversations.Any(thread => thread.Id == row.ConversationId && thread.ContactId == id), cancellation));
    }
}
