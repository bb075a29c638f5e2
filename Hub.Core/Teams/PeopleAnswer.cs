namespace Hub.Core.Teams;

/// <summary>How a change of members, roles or teams ended.</summary>
public abstract record PeopleAnswer
{
    private PeopleAnswer()
    {
    }

    /// <param name="Token">Of the link that was made, if one was.</param>
    public sealed record Done(Guid Id, string? Token = null) : PeopleAnswer;

    public sealed record NotFound : PeopleAnswer;

    /// <summary>The name or the address has been given.</summary>
    public sealed record Taken : PeopleAnswer;

    /// <summary>Nobody gives, takes or changes rights that they do not have themselves.</summary>
    public sealed record MoreThanOwn : PeopleAnswer;

    public sealed record LastOwner : PeopleAnswer;

    public sealed record NoSuchRole : PeopleAnswer;

    public sealed record NoSuchTeam : PeopleAnswer;

    public sealed record NoSuchMember : PeopleAnswer;

    /// <summary>Of a role that members have.</summary>
    public sealed record InUse : PeopleAnswer;

    /// <summary>A built-in role is the same in every workspace.</summary>
    public sealed record BuiltIn : PeopleAnswer;
}
