using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Update;

namespace Hub.Core.Storage.Sets;

/// <summary>A table as the model has it, so that a new column needs nothing here.</summary>
internal sealed class SetTable
{
    private const int MostColumns = 64; // one bit each tells which of them have changed

    private static readonly ConcurrentDictionary<IEntityType, SetTable?> Known = new();

    // What both databases take as it is. Anything else, such as a list or a column that the database fills, is left to EF.
    private static readonly HashSet<Type> Kinds =
        [typeof(string), typeof(Guid), typeof(long), typeof(int), typeof(bool), typeof(decimal), typeof(double), typeof(byte[])];

    private readonly ConcurrentDictionary<ulong, RowSet> _updates = new();
    private readonly SetColumn[] _columns;

    private SetTable(IEntityType type, SetColumn[] columns)
    {
        Name = type.GetTableName()!;
        _columns = columns;
        Keys = [.. columns.Where(column => column.IsKey)];
        Insert = new RowSet(this, columns, isInsert: true);
    }

    public string Name { get; }

    public IReadOnlyList<SetColumn> Keys { get; }

    public RowSet Insert { get; }

    /// <returns>Null when rows of this table depend on others, or on what the database makes of them.</returns>
    public static SetTable? Of(IEntityType type) => Known.GetOrAdd(type, Create);

    /// <summary>The set that an update belongs to: that of the same changed columns, since others may be another transaction's.</summary>
    public RowSet Update(IUpdateEntry entry)
    {
        var changed = 0UL;
        for (var i = 0; i < _columns.Length; i++)
            if (!_columns[i].IsKey && entry.IsModified(_columns[i].Property))
                changed |= 1UL << i;
        return _updates.GetOrAdd(changed, bits => new RowSet(this, [.. _columns.Where((_, i) => (bits >> i & 1) == 1)], isInsert: false));
    }

    private static SetTable? Create(IEntityType type)
    {
        var properties = type.GetProperties().ToList();
        var isPlain = properties.Count <= MostColumns && type.GetTableName() is not null && type.BaseType is null
            && !type.GetDerivedTypes().Any() && !type.GetForeignKeys().Any() && !type.GetReferencingForeignKeys().Any()
            && !type.GetComplexProperties().Any() && properties.TrueForAll(IsPlain);
        return isPlain ? new SetTable(type, [.. properties.Select(property => new SetColumn(property))]) : null;
    }

    private static bool IsPlain(IProperty property) =>
        property is { ValueGenerated: ValueGenerated.Never, IsConcurrencyToken: false } && !property.IsShadowProperty()
        && property.GetElementType() is null && Kinds.Contains(SetColumn.KindOf(property))
        && property.GetRelationalTypeMapping().StoreTypeNameBase.ToLowerInvariant() is not ("json" or "jsonb");
}

internal sealed class SetColumn(IProperty property)
{
    public IProperty Property => property;

    public string Name { get; } = property.GetColumnName();

    public bool IsKey { get; } = property.IsPrimaryKey();

    /// <summary>What the database is given, a nullable type where the column is.</summary>
    public Type Type { get; } = property.IsNullable && KindOf(property).IsValueType
        ? typeof(Nullable<>).MakeGenericType(KindOf(property))
        : KindOf(property);

    public static Type KindOf(IProperty property)
    {
        var type = property.GetTypeMapping().Converter?.ProviderClrType ?? property.ClrType;
        return Nullable.GetUnderlyingType(type) ?? type;
    }
}
