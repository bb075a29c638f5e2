using System.Text.Json;

namespace Hub.Api.Demo;

/// <summary>
/// What the rules answered: each message at most once, each answer sent at most once, and at the other end nothing of theirs that the hub
/// does not hold.
/// </summary>
internal sealed class AutomaticComparison(SandboxView sandbox, HubView hub, Findings findings)
{
    /// <returns>Answers that the hub gave by itself.</returns>
    public int Run()
    {
        var answers = hub.Messages.Where(row => row.Text("ruleId") is not null).ToList();
        var arrived = sandbox.Outbound.Select(row => row.Text("messageId")!).ToLookup(id => id, StringComparer.Ordinal);
        foreach (var answer in answers.Where(row => row.Text("status") is "queued" or "failed"))
            findings.Lose($"an automatic answer with status {answer.Text("status")}");
        foreach (var answer in answers.Where(row => row.Text("platformId") is { } id && !arrived.Contains(id)))
            findings.Lose($"an automatic answer {answer.Text("platformId")} that did not arrive");
        var held = answers.Count(row => row.Text("platformId") is not null || row.Text("status") == "unknown");
        var there = sandbox.Outbound.Count(row => DemoRules.Texts.Contains(row.Text("text")));
        findings.Repeat("automatic answers that arrived and are not held", Math.Max(0, there - held));
        foreach (var again in hub.AutomationLog.Where(row => row.Text("result") == "done" && row.Items("actions").Any(action => action.GetString() == "reply"))
            .GroupBy(row => row.Text("messageId")).Where(entries => entries.Count() > 1))
            findings.Repeat("a message that was answered automatically again", again.Count() - 1);
        if (answers.Count == 0)
            findings.Blame("no rule answered");
        return answers.Count;
    }
}
