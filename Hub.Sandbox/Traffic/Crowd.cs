namespace Hub.Sandbox.Traffic;

/// <summary>Someone of the crowd and what was said so far.</summary>
sealed class Member(Person person)
{
    public Person Person { get; } = person;
    /// <summary>What this person is bound to do next, such as writing after a click on an ad.</summary>
    public Queue<string> Next { get; } = new();
    public List<string> OwnMessages { get; } = [];
    public List<string> ShopMessages { get; } = [];
}

/// <summary>The people of one channel: newcomers and those who are still talking.</summary>
sealed class Crowd(Random random, string keyPrefix)
{
    const int Talking = 200;
    const double NewcomerShare = 0.25;
    readonly List<Member> _members = [];
    int _count;

    /// <summary>Someone with their next act: null means that they choose one.</summary>
    public (Member Member, string? Act, bool New) Next()
    {
        if (_members.Count == 0 || random.NextDouble() < NewcomerShare) return (Arrive(), null, true);
        var bound = _members.FindIndex(m => m.Next.Count > 0);
        if (bound >= 0 && random.NextDouble() < 0.7) return (_members[bound], _members[bound].Next.Dequeue(), false);
        var member = _members[random.Next(_members.Count)];
        return (member, member.Next.Count > 0 ? member.Next.Dequeue() : null, false);
    }

    Member Arrive()
    {
        var member = new Member(new Person($"{keyPrefix}-{++_count}"));
        _members.Add(member);
        if (_members.Count > Talking) _members.RemoveAt(0);
        return member;
    }
}
