using System.Linq.Expressions;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Hub.Core.Storage;

/// <summary>What holds for every table, said once.</summary>
internal static class Conventions
{
    public static void KeysLeadWithTheWorkspace(ModelBuilder model)
    {
        foreach (var type in model.Model.GetEntityTypes().Where(type => type.ClrType.IsSubclassOf(typeof(WorkspaceRow))))
        {
            model.Entity(type.ClrType).HasKey(nameof(WorkspaceRow.WorkspaceId), nameof(WorkspaceRow.Id));
            model.Entity(type.ClrType).Property(nameof(WorkspaceRow.Id)).ValueGeneratedNever();
        }
    }

    /// <summary>But where the model says something else.</summary>
    public static void EnumsAreNames(ModelBuilder model)
    {
        foreach (var property in model.Model.GetEntityTypes().SelectMany(type => type.GetProperties()))
        {
            var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
            if (type.IsEnum && property.GetProviderClrType() is null)
                property.SetValueConverter((ValueConverter)Activator.CreateInstance(typeof(EnumNamesConverter<>).MakeGenericType(type))!);
        }
    }

    public static void NamesAreSnakeCase(ModelBuilder model)
    {
        foreach (var type in model.Model.GetEntityTypes())
        {
            var table = SnakeCase(type.GetTableName()!);
            type.SetTableName(table);
            foreach (var property in type.GetProperties())
                property.SetColumnName(SnakeCase(property.Name));
            foreach (var key in type.GetKeys())
                key.SetName($"pk_{table}");
            foreach (var index in type.GetIndexes())
                index.SetDatabaseName($"ix_{table}_{Columns(index.Properties)}");
        }
    }

    /// <summary>A second lock behind the queries' own conditions: a context opened for a workspace sees no row of another.</summary>
    public static void QueriesStayInTheWorkspace(ModelBuilder model, HubDb db)
    {
        foreach (var type in model.Model.GetEntityTypes())
        {
            var property = type.FindProperty(nameof(WorkspaceRow.WorkspaceId));
            if (property is null)
                continue;
            var row = Expression.Parameter(type.ClrType, "row");
            var current = Expression.Property(Expression.Constant(db), nameof(HubDb.Workspace));
            var mine = Expression.Equal(
                Expression.Convert(Expression.Property(row, property.PropertyInfo!), typeof(Guid?)), current);
            var all = Expression.Equal(current, Expression.Constant(null, typeof(Guid?)));
            type.SetQueryFilter(Expression.Lambda(Expression.OrElse(all, mine), row));
        }
    }

    private static string Columns(IEnumerable<IReadOnlyProperty> properties) =>
        string.Join('_', properties.Where(property => property.Name != nameof(WorkspaceRow.WorkspaceId))
            .Select(property => SnakeCase(property.Name)));

    private static string SnakeCase(string name)
    {
        var result = new StringBuilder(name.Length + 8);
        foreach (var c in name)
        {
            if (char.IsAsciiLetterUpper(c) && result.Length > 0)
                result.Append('_');
            result.Append(char.ToLowerInvariant(c));
        }
        return result.ToString();
    }
}
