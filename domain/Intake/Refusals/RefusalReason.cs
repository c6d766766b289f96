namespace IndhCoops.Domain.Intake.Refusals;

/// <summary>Why a file, a sheet, a row or a cell is refused.</summary>
public enum RefusalReason
{
    /// <summary>The file has no byte.</summary>
    FileEmpty,

    /// <summary>The file is larger than it may be.</summary>
    FileTooLarge,

    /// <summary>The file is neither a workbook nor a text.</summary>
    FileNoWorkbook,

    /// <summary>The workbook is of Excel 97 to 2003.</summary>
    FileOldWorkbook,

    /// <summary>The workbook is of LibreOffice's own format.</summary>
    FileOpenDocument,

    /// <summary>The workbook is encrypted.</summary>
    FileEncrypted,

    /// <summary>The workbook has macros.</summary>
    FileMacros,

    /// <summary>The workbook would unpack to more than it may.</summary>
    FileBomb,

    /// <summary>The workbook declares XML entities.</summary>
    FileEntities,

    /// <summary>The workbook cannot be read.</summary>
    FileDamaged,

    /// <summary>A sheet has more columns than it may.</summary>
    FileTooManyColumns,

    /// <summary>The file has more rows than it may.</summary>
    FileTooManyRows,

    /// <summary>A cell of a text file is longer than it may be.</summary>
    FileFieldTooLong,

    /// <summary>A quotation mark of a text file is not closed.</summary>
    FileOpenQuotation,

    /// <summary>The file begins as JSON, and is none.</summary>
    JsonDamaged,

    /// <summary>The file is JSON, and has no list of grants.</summary>
    JsonNoGrants,

    /// <summary>A name stands twice in an object of JSON.</summary>
    JsonNameTwice,

    /// <summary>A grant of JSON is longer than it may be.</summary>
    JsonTooLong,

    /// <summary>A text where the standard has a number, or the other way round.</summary>
    JsonWrongType,

    /// <summary>A demonstration made the grant up.</summary>
    MadeUp,

    /// <summary>A grant has several recipients.</summary>
    SeveralRecipients,

    /// <summary>No sheet has a name that is known.</summary>
    FileNoSheet,

    /// <summary>The sheets have no row.</summary>
    FileNoRows,

    /// <summary>A sheet stands in the workbook twice.</summary>
    SheetTwice,

    /// <summary>A sheet has no row of headings.</summary>
    SheetNoHeadings,

    /// <summary>A sheet lacks compulsory columns.</summary>
    SheetMissingColumns,

    /// <summary>A heading stands in a sheet twice.</summary>
    SheetColumnTwice,

    /// <summary>A compulsory cell is blank.</summary>
    Missing,

    /// <summary>A text is longer than it may be.</summary>
    TooLong,

    /// <summary>Letters were lost when the file was saved.</summary>
    LostLetters,

    /// <summary>A formula gave an error.</summary>
    ErrorCell,

    /// <summary>A formula without the value that it had.</summary>
    FormulaWithoutValue,

    /// <summary>A cell that is merged with others.</summary>
    MergedCells,

    /// <summary>A row of a text file has more cells than the headings.</summary>
    TooManyCells,

    /// <summary>A text is no number.</summary>
    NotANumber,

    /// <summary>A number can be read in two ways.</summary>
    AmbiguousNumber,

    /// <summary>A number has more than two decimals.</summary>
    TooManyDecimals,

    /// <summary>A number is larger or smaller than it may be.</summary>
    NumberOutOfBounds,

    /// <summary>A number that must not be negative is.</summary>
    Negative,

    /// <summary>An amount of zero.</summary>
    Zero,

    /// <summary>A number with decimals where people are counted.</summary>
    NotWhole,

    /// <summary>An amount in another currency.</summary>
    OtherCurrency,

    /// <summary>A number in scientific notation, of which digits may be lost.</summary>
    ScientificNotation,

    /// <summary>Excel turned a value into a day.</summary>
    BecameDay,

    /// <summary>A text is no day.</summary>
    NotADay,

    /// <summary>The month, which stands in the second place, is above 12.</summary>
    MonthTooLarge,

    /// <summary>A year of two digits.</summary>
    ShortYear,

    /// <summary>A year that cannot be.</summary>
    YearOutOfBounds,

    /// <summary>Neither yes nor no.</summary>
    NotYesNo,

    /// <summary>A name or code that is not known.</summary>
    UnknownName,

    /// <summary>A name that several rows have.</summary>
    AmbiguousName,

    /// <summary>An ICE that has not 15 digits.</summary>
    IceDigits,

    /// <summary>An ICE whose check digits do not fit.</summary>
    IceCheck,

    /// <summary>A text that is no reference.</summary>
    NotAReference,

    /// <summary>Several rows of the file have one reference.</summary>
    ReferenceTwice,

    /// <summary>The province gave the reference to another row, and gives none twice.</summary>
    ReferenceGiven,

    /// <summary>What the row refers to is neither in the file nor in the data.</summary>
    UnknownParent,

    /// <summary>What the row refers to fits several.</summary>
    AmbiguousParent,

    /// <summary>The row that this one refers to is refused.</summary>
    ParentRefused,

    /// <summary>Two cells of a row contradict each other.</summary>
    Contradiction,

    /// <summary>The project of a grant is of another cooperative.</summary>
    ProjectOfOtherCooperative,

    /// <summary>The project of a grant is of another province than its cooperative.</summary>
    ProjectOfOtherProvince,

    /// <summary>The project of a grant is of another programme.</summary>
    ProjectOfOtherProgramme,

    /// <summary>The phase of a grant is not that of its programme.</summary>
    ProgrammeOfOtherPhase,

    /// <summary>A project becomes another cooperative's or programme's, and a grant of it does not.</summary>
    ProjectLeavesGrant,

    /// <summary>Several cooperatives have the name.</summary>
    SeveralCooperatives,

    /// <summary>A cooperative of nearly the same name is there.</summary>
    OtherSpelling,

    /// <summary>A cooperative of nearly the same name is there, and the row has a reference of its own. A warning only.</summary>
    NameTaken,

    /// <summary>A movement with other content is there under the reference.</summary>
    MovementDiffers,

    /// <summary>The ledger does not allow a movement on its day.</summary>
    Overdrawn,

    /// <summary>The ledger allows a movement on a later day only.</summary>
    OverdrawnUntil,

    /// <summary>A movement before its award, its programme or the INDH.</summary>
    TooEarly,

    /// <summary>A movement too far ahead.</summary>
    TooLate,

    /// <summary>An award outside the years of its programme, and no note.</summary>
    UnexplainedAward,

    /// <summary>The row is of a province in which the author may not write.</summary>
    OtherProvince,

    /// <summary>The INDH's part is above 60 % of the cost. A warning only.</summary>
    LargeShare,

    /// <summary>Hidden rows were read. A warning only.</summary>
    HiddenRows,

    /// <summary>A row has one text alone, and was taken for a title.</summary>
    TakenForTitle,

    /// <summary>The database has a demonstration too. A warning only.</summary>
    BesideDemonstration,
}
