namespace Axis.Node.Storage;

/// <summary>Packets kept as evidence of what was refused.</summary>
public interface IQuarantine
{
    void Add(QuarantineRow row);

    IReadOnlyList<QuarantineRow> List(Guid? before, int limit);

    QuarantineRow? Find(Guid id);
}
