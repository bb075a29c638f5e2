namespace Hub.Core.Deliveries;

/// <summary>Rung after a commit that owes something. Whoever runs lanes listens; a ring that nobody hears is made good by the sweep.</summary>
public sealed class LaneBell
{
    public event Action<LaneKey>? Rung;

    public void Ring(LaneKey lane) => Rung?.Invoke(lane);

    public void Ring(IEnumerable<LaneKey> lanes)
    {
        foreach (var lane in lanes)
            Ring(lane);
    }
}
