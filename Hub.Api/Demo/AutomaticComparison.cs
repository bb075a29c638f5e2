using System.Text.Json;
using Hub.Core.Automation;

namespace Hub.Api.Demo;

/// <summary>
/// What the rules answered: no message that holds their words was passed over, none was answered twice, each answer was sent at most once, and
/// at the other end there is nothing of theirs that the hub does not hold.
/// </summary>
internal sealed class AutomaticComparison(SandboxView sandbox, HubView hub, Findings findings)
{
    /// <returns>Answers that the hub gave by itself, those that arrived, and those that may have.</returns>
    public (int Owed, int Received, int InDoubt) Run()
    {
        Asked();
        Spoken();
        var answers = hub.Messages.Where(row => row.Text("ruleId") is not null).ToList();
        var arrived = sandbox.Outbound.Select(row => row.Text("messageId")!).ToHashSet(StringComparer.Ordinal);
        var done = Answering("done").ToList();
        findings.Lose("automatic answers that the log says were given", Math.Max(0, done.Count - answers.Count));
        answers.RemoveAll(IsWithheld);
        foreach (var answer in answers.Where(row => row.Text("status") is "queued" or "failed"))
            findings.Lose($"an automatic answer with status {answer.Text("status")}");
        foreach (var answer in answers.Where(row => row.Text("platformId") is { } id && !arrived.Contains(id)))
            findings.Lose($"an automatic answer {answer.Text("platformId")} that did not arrive");
        var held = answers.Count(row => row.Text("platformId") is not null || row.Text("status") == "unknown");
        var there = sandbox.Outbound.Count(row => DemoRules.Texts.Contains(row.Text("text")));
        findings.Repeat("automatic answers that arrived and are not held", Math.Max(0, there - held));
        foreach (var again in done.GroupBy(row => row.Text("messageId")).Where(entries => entries.Count() > 1))
            findings.Repeat("a message that was answered automatically again", again.Count() - 1);
        if (answers.Count == 0)
            findings.Blame("no rule answered");
        return (answers.Count, answers.Count(row => row.Text("platformId") is { } id && arrived.Contains(id)), answers.Count(row => row.Text("status") == "unknown"));
    }

    // While it waited for a hub that was away, somebody of the shop answered in its place.
    private static bool IsWithheld(JsonElement answer) =>
        answer.Text("status") == "failed" && answer.GetProperty("failure").Text("code") == AutomaticAnswers.LateCode;

    private void Spoken()
    {
        var people = hub.Messages.Where(row => row.Text("direction") == "outbound" && row.Text("ruleId") is null).ToLookup(row => row.Text("conversationId"), At);
        findings.Lose("automatic answers that were withheld though nobody had answered", hub.Messages.Count(row =>
            row.Text("ruleId") is not null && IsWithheld(row) && !people[row.Text("conversationId")].Any(at => at > At(row))));
    }

    private static DateTimeOffset At(JsonElement message) => message.GetProperty("occurredAt").GetDateTimeOffset();

    // Each of them has an answer, or a reason in the log why it has none. What was edited may have said something else.
    private void Asked()
    {
        var told = hub.AutomationLog.Select(row => row.Text("messageId")).ToHashSet(StringComparer.Ordinal);
        findings.Lose("messages with a rule's words that no rule was asked about", hub.Messages.Count(row =>
            row.Text("direction") == "inbound" && row.Text("editedAt") is null && row.Text("deletedAt") is null && row.Text("text") is { } text
            && DemoRules.Words.Any(word => text.Contains(word, StringComparison.OrdinalIgnoreCase)) && !told.Contains(row.Text("id"))));
    }

    private IEnumerable<JsonElement> Answering(string result) => hub.AutomationLog
        .Where(row => row.Text("result") == result && row.Items("actions").Any(action => action.GetString() == "reply"));
}
