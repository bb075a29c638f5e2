namespace Hub.Api.Demo;

/// <summary>Every reply that the hub took was sent once, failed with a reason, or is shown as in doubt; the hub holds it once.</summary>
internal sealed class OutboundComparison(SandboxView sandbox, HubView hub, IReadOnlyDictionary<string, string> queued, Findings findings)
{
    public (int Received, int InDoubt) Run()
    {
        var arrived = sandbox.Outbound.ToLookup(row => row.Text("text")!);
        var held = hub.Messages.Where(row => row.Text("text") is { } text && queued.ContainsKey(text)).ToLookup(row => row.Text("text")!);
        var inDoubt = 0;
        foreach (var text in queued.Keys)
        {
            var (there, here) = (arrived[text].Count(), held[text].ToList());
            if (there > 1)
                findings.Repeat("a reply arrived again", there - 1);
            if (here.Count > 1)
                findings.Repeat($"a reply stands in the inbox again ({string.Join(", ", here.Select(row => row.Text("status")))})", here.Count - 1);
            if (here.Count == 0)
                findings.Lose("a reply that the hub took and does not hold");
            else if (here[0].Text("status") == "unknown")
                inDoubt++;
            else if (there == 0 || here[0].Text("status") is "queued" or "failed")
                findings.Lose($"a reply with status {here[0].Text("status")}, arrived {there} times");
        }

        if (queued.Count == 0)
            findings.Blame("no reply was sent");
        return (queued.Keys.Count(arrived.Contains), inDoubt);
    }
}
