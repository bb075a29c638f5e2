using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Hub.Core.Automation;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Api.Automation;

[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class AutomationApiTests(StorageKind kind) : HubTest(kind)
{
    private const string Rules = "/api/v1/automation/rules";

    [Test]
    [CancelAfter(60_000)]
    public async Task A_keyword_reply_is_made_tested_answers_is_explained_and_switched_off(CancellationToken cancellation)
    {
        var account = await Host.Connect("auto");
        await Host.Receive("auto", ("auto-0", "u1", "giá bn shop"));
        var thread = (await Host.Items($"/api/v1/conversations?connectionId={account}", 1, cancellation))[0].GetProperty("id").GetGuid();
        var conditions = new { any = new[] { "giá bao nhiêu" }, connectionIds = new[] { account } };
        using (var test = await Post("back-tests", new { kind = "keywordReply", conditions }))
        {
            var found = await HubHost.Json(test);
            Assert.That(found.GetProperty("hits").GetInt32(), Is.EqualTo(1));
            Assert.That(found.GetProperty("samples")[0].GetProperty("conversationId").GetGuid(), Is.EqualTo(thread));
            Assert.That(found.GetProperty("samples")[0].GetProperty("text").GetString(), Is.EqualTo("giá bn shop"));
        }

        using (var test = await Post("back-tests", new { kind = "keywordReply", conditions, falseOutcomes = new[] { "notOrdered" } }))
            Assert.That((await HubHost.Json(test)).GetProperty("falseHits").GetInt32(), Is.EqualTo(1));

        var rule = await Made(new
        {
            kind = "keywordReply",
            name = "Hỏi giá",
            state = "on",
            coolDownMinutes = 60,
            conditions,
            actions = new[] { new { type = "reply", text = "Dạ áo 199k ạ" } },
        });
        await Host.Receive("auto", ("auto-1", "u1", "gia bao nhieu a"), ("auto-2", "u1", "giá bao nhiêu???"));
        await HubHost.Until(() => Task.FromResult(Host.Connector.Sent.Count), count => count == 1, cancellation);
        var log = await HubHost.Until(() => Log($"ruleId={rule}"), items => items.Length == 2, cancellation);
        Assert.That(log[0].GetProperty("code").GetString(), Is.EqualTo("cool_down"));
        Assert.That(log[0].GetProperty("reason").GetString(), Is.EqualTo("It had answered this contact a short while before."));
        Assert.That(log[1].GetProperty("actions")[0].GetString(), Is.EqualTo("reply"));
        Assert.That(await Log($"conversationId={thread}"), Has.Length.EqualTo(2));
        var messages = await Items($"/api/v1/conversations/{thread}/messages");
        Assert.That(messages.Count(message => message.GetProperty("ruleId").ValueKind != JsonValueKind.Null), Is.EqualTo(1));
        var card = (await Items($"{Rules}?kind=keywordReply")).Single(row => row.GetProperty("id").GetGuid() == rule);
        Assert.That((card.GetProperty("done").GetInt32(), card.GetProperty("held").GetInt32()), Is.EqualTo((1, 1)));

        var suggested = await Items($"/api/v1/automation/conversations/{thread}/suggestions");
        Assert.That(suggested.Single().GetProperty("text").GetString(), Is.EqualTo("Dạ áo 199k ạ"));
        using (var off = await Host.Client.PatchAsJsonAsync($"{Rules}/{rule}", new { state = "off" }, cancellation))
            Assert.That((await HubHost.Json(off)).GetProperty("conditions").GetProperty("any")[0].GetString(), Is.EqualTo("giá bao nhiêu"), "the rest stays");
        using (var gone = await Host.Client.DeleteAsync($"{Rules}/{rule}", cancellation))
            Assert.That(gone.StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
        Assert.That(
            await Host.Store.Read(null, db => db.Audit.Where(row => row.Subject == rule.ToString("N")).OrderBy(row => row.Id).Select(row => row.Action).ToListAsync()),
            Is.EqualTo(new[] { "rule.created", "rule.changed", "rule.deleted" }));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task What_is_wrong_with_a_rule_is_named_with_its_field(CancellationToken cancellation)
    {
        var reply = new[] { new { type = "reply", text = "x" } };
        await Wrong(new { name = "a", actions = reply }, "kind");
        await Wrong(new { kind = "keywordReply", name = " ", conditions = new { any = new[] { "a" } }, actions = reply }, "name");
        await Wrong(new { kind = "keywordReply", name = "a", conditions = new { }, actions = reply }, "conditions.any");
        await Wrong(new { kind = "keywordReply", name = "a", conditions = new { any = new[] { "a", "\u200b" } }, actions = reply }, "conditions.any");
        await Wrong(new { kind = "filter", name = "a", conditions = new { pattern = "(?<=a)b" }, actions = new[] { new { type = "bin" } } }, "conditions.pattern");
        await Wrong(new { kind = "filter", name = "a", conditions = new { languages = new[] { "xx" } }, actions = new[] { new { type = "bin" } } }, "conditions.languages");
        await Wrong(new { kind = "filter", name = "a", actions = reply }, "actions[0].type");
        await Wrong(new { kind = "rule", name = "a", actions = new[] { new { type = "addLabel" } } }, "actions[0].labelId");
        await Wrong(new { kind = "rule", name = "a", actions = new[] { new { type = "setStatus", status = "snoozed" } } }, "actions[0].status");
        await Wrong(new { kind = "rule", name = "a", actions = Array.Empty<object>() }, "actions");
        await Wrong(new { kind = "rule", name = "a", actions = reply.Concat(reply) }, "actions");
        await Wrong(new { kind = "autoReply", name = "a", trigger = "order", actions = reply }, "trigger");
        await Wrong(new { kind = "rule", name = "a", coolDownMinutes = -1, actions = reply }, "coolDownMinutes");
        await Wrong(new { kind = "rule", name = "a", actions = new[] { new { type = "route", teamId = Guid.NewGuid() } } }, "actions[0].teamId");
        await Wrong(new { kind = "rule", name = "a", conditions = new { connectionIds = new[] { Guid.NewGuid() } }, actions = reply }, "conditions.connectionIds");
        await Made(new { kind = "rule", name = "twice", actions = reply });
        using (var twice = await Post("rules", new { kind = "rule", name = "twice", actions = reply }))
            await twice.IsProblem(HttpStatusCode.Conflict, "already_exists");
        using (var days = await Post("back-tests", new { kind = "rule", days = 0 }))
            await days.IsProblem(HttpStatusCode.BadRequest, "invalid_input", "days");
        using (var budget = await Host.Client.PutAsJsonAsync(
            "/api/v1/automation/policy", new { loopMessages = 0, budgets = new Dictionary<Guid, object> { [Guid.NewGuid()] = new { most = 1, reserve = 1 } } }, cancellation))
            await budget.IsProblem(HttpStatusCode.BadRequest, "invalid_input", "loopMessages");
        using (var foreign = await Host.Client.PutAsJsonAsync(
            "/api/v1/automation/policy", new { budgets = new Dictionary<Guid, object> { [Guid.NewGuid()] = new { most = 1, reserve = 1 } } }, cancellation))
            await foreign.IsProblem(HttpStatusCode.BadRequest, "invalid_input", "budgets");
        using (var hours = await Host.Client.PutAsJsonAsync(
            "/api/v1/automation/policy", new { hours = new { weekdays = new { monday = new[] { new { from = "17:00", to = "8:00" } } } } }, cancellation))
            await hours.IsProblem(HttpStatusCode.BadRequest, "invalid_input", "hours.weekdays.monday[0].to");
        using (var sound = await Host.Client.PutAsJsonAsync("/api/v1/automation/policy", new { loopMessages = 7 }, cancellation))
            Assert.That((await HubHost.Json(sound)).GetProperty("answerWithinMinutes").GetInt32(), Is.EqualTo(30));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Automation_is_stopped_and_resumed_in_a_conversation_and_spam_leaves_the_bin(CancellationToken cancellation)
    {
        var account = await Host.Connect("stop");
        await Host.Receive("stop", ("stop-0", "u1", "alo"));
        var thread = (await Host.Items($"/api/v1/conversations?connectionId={account}", 1, cancellation))[0].GetProperty("id").GetGuid();
        var contact = (await Thread()).GetProperty("contactId").GetGuid();
        var (card, block) = ($"/api/v1/contacts/{contact}", $"/api/v1/automation/contacts/{contact}/block");
        using (var blocked = await Host.Client.PutAsync(block, null, cancellation))
            Assert.That(blocked.StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
        Assert.That((await Host.Client.GetFromJsonAsync<JsonElement>(card, cancellation)).GetProperty("isBlocked").GetBoolean(), Is.True);
        using (var unblocked = await Host.Client.DeleteAsync(block, cancellation))
            Assert.That(unblocked.StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
        Assert.That((await Host.Client.GetFromJsonAsync<JsonElement>(card, cancellation)).GetProperty("isBlocked").GetBoolean(), Is.False);

        var path = $"/api/v1/automation/conversations/{thread}/stop";
        using (var stop = await Host.Client.PutAsync(path, null, cancellation))
            Assert.That(stop.StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
        Assert.That((await Thread()).GetProperty("automationStoppedAt").ValueKind, Is.EqualTo(JsonValueKind.String));
        using (var resume = await Host.Client.DeleteAsync(path, cancellation))
            Assert.That(resume.StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
        Assert.That((await Thread()).GetProperty("automationStoppedAt").ValueKind, Is.EqualTo(JsonValueKind.Null));

        foreach (var status in new[] { "spam", "open" })
            using (var moved = await Host.Client.PatchAsJsonAsync($"/api/v1/conversations/{thread}", new { status }, cancellation))
                await HubHost.Json(moved);
        var events = (await Items($"/api/v1/conversations/{thread}/timeline")).Where(item => item.GetProperty("kind").GetString() == "event")
            .Select(item => item.GetProperty("event")).Select(item => $"{item.GetProperty("type").GetString()} {item.GetProperty("to").GetString()}").ToArray();
        Assert.That(events, Is.EqualTo(new[] { "statusChanged open", "statusChanged spam", "automationResumed ", "automationStopped " }));

        async Task<JsonElement> Thread() =>
            (await Host.Client.GetFromJsonAsync<JsonElement>($"/api/v1/conversations/{thread}", cancellation)).GetProperty("conversation");
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Who_does_not_see_all_writes_no_rule_and_who_reads_no_message_tests_none(CancellationToken cancellation)
    {
        var rule = await Made(new { kind = "rule", name = "of the owner", actions = new[] { new { type = "syncContact" } } });
        using var team = await Host.SignIn(await Host.Role(
            VisibilityScope.Team, Permissions.ConversationsRead, Permissions.AutomationRead, Permissions.AutomationWrite));
        var body = new { kind = "rule", name = "mine", actions = new[] { new { type = "setStatus", status = "resolved" } } };
        using (var made = await team.Client.PostAsJsonAsync(Rules, body, cancellation))
            await made.IsProblem(HttpStatusCode.Forbidden, "sees_too_little");
        using (var changed = await team.Client.PatchAsJsonAsync($"{Rules}/{rule}", new { state = "off" }, cancellation))
            await changed.IsProblem(HttpStatusCode.Forbidden, "sees_too_little");
        using (var deleted = await team.Client.DeleteAsync($"{Rules}/{rule}", cancellation))
            await deleted.IsProblem(HttpStatusCode.Forbidden, "sees_too_little");
        using (var policy = await team.Client.PutAsJsonAsync("/api/v1/automation/policy", new { loopMessages = 7 }, cancellation))
            await policy.IsProblem(HttpStatusCode.Forbidden, "sees_too_little");

        using (var block = await team.Client.PutAsync($"/api/v1/automation/contacts/{Guid.NewGuid()}/block", null, cancellation))
            await block.IsProblem(HttpStatusCode.Forbidden, "sees_too_little");
        using (var stranger = await Host.Client.PutAsync($"/api/v1/automation/contacts/{Guid.NewGuid()}/block", null, cancellation))
            Assert.That(stranger.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));

        using var blind = await Host.SignIn(await Host.Role(VisibilityScope.All, Permissions.AutomationRead, Permissions.AutomationWrite));
        using (var test = await blind.Client.PostAsJsonAsync("/api/v1/automation/back-tests", new { kind = "filter", conditions = new { pattern = "^09" } }, cancellation))
            await test.IsProblem(HttpStatusCode.Forbidden, "missing_permission");
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task What_all_rules_together_may_ask_for_has_a_limit_that_is_named(CancellationToken cancellation)
    {
        object Many(int number, string state) => new
        {
            kind = "keywordReply",
            name = $"many {number}",
            state,
            conditions = new { any = Enumerable.Range(0, 500).Select(word => $"{number} {word}") },
            actions = new[] { new { type = "reply", text = "x" } },
        };
        for (var i = 0; i < RuleLimits.MostTerms / 500; i++)
            await Made(Many(i, "on"));
        await Wrong(Many(99, "dryRun"), "conditions.any");
        var off = await Made(Many(99, "off"));
        using (var on = await Host.Client.PatchAsJsonAsync($"{Rules}/{off}", new { state = "on" }, cancellation))
            await on.IsProblem(HttpStatusCode.BadRequest, "invalid_input", "conditions.any");

        object Pattern(int number) => new { kind = "filter", name = $"pattern {number}", state = "on", conditions = new { pattern = "vay" }, actions = new[] { new { type = "bin" } } };
        for (var i = 0; i < RuleLimits.MostPatterns; i++)
            await Made(Pattern(i));
        await Wrong(Pattern(99), "conditions.pattern");

        foreach (var row in (await Items(Rules)).Where(row => row.GetProperty("name").GetString()!.Split(' ')[0] is "many" or "pattern"))
            using (var gone = await Host.Client.DeleteAsync($"{Rules}/{row.GetProperty("id").GetGuid()}", cancellation))
                gone.EnsureSuccessStatusCode();
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Rules_are_put_into_an_order_by_one_call_and_those_not_named_follow_behind(CancellationToken cancellation)
    {
        var made = new List<Guid>();
        foreach (var name in new[] { "một", "hai", "ba" })
            made.Add(await Made(new { kind = "filter", name = $"Thứ tự {name}", state = "off", conditions = new { any = new[] { name } }, actions = new[] { new { type = "bin" } } }));
        var before = await Items($"{Rules}?kind=filter");

        using var answer = await Host.Client.PutAsJsonAsync($"{Rules}/order", new { kind = "filter", ids = new[] { made[2], made[0] } }, cancellation);

        var order = (await HubHost.Json(answer)).GetProperty("items").EnumerateArray().Select(row => row.GetProperty("id").GetGuid()).ToList();
        var rest = before.Select(row => row.GetProperty("id").GetGuid()).Except([made[2], made[0]]);
        Assert.That(order, Is.EqualTo(new[] { made[2], made[0] }.Concat(rest)));
        foreach (var wrong in new object[]
        {
            new { kind = "filter", ids = new[] { made[0], made[0] } }, new { kind = "rule", ids = new[] { made[0] } }, new { kind = "filter" },
        })
        {
            using var refused = await Host.Client.PutAsJsonAsync($"{Rules}/order", wrong, cancellation);
            await refused.IsProblem(HttpStatusCode.BadRequest, "invalid_input", "ids");
        }
    }

    private Task<HttpResponseMessage> Post(string path, object body) => Host.Client.PostAsJsonAsync($"/api/v1/automation/{path}", body);

    private async Task<Guid> Made(object body)
    {
        using var answer = await Post("rules", body);
        return (await HubHost.Json(answer)).GetProperty("id").GetGuid();
    }

    private async Task Wrong(object body, string field)
    {
        using var answer = await Post("rules", body);
        await answer.IsProblem(HttpStatusCode.BadRequest, "invalid_input", field);
    }

    private Task<JsonElement[]> Log(string query) => Items($"/api/v1/automation/log?{query}");

    private async Task<JsonElement[]> Items(string path) =>
        [.. (await Host.Client.GetFromJsonAsync<JsonElement>(path)).GetProperty("items").EnumerateArray()];
}
